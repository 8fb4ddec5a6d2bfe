import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { drainExecutions } from "@/lib/executions/write-executions";
import { createOrganization } from "./factories/people";
import {
  createSurfaceKey,
  GREETING,
  type MadeSurface,
  makeOffer,
  makeSurface,
} from "./factories/surface";
import { type Answer, send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
const greet = await makeOffer(surface, {
  organizationId,
  slug: "greet",
  capabilityName: "Greeting",
  exposedName: "Say hello",
});
const test = await createSurfaceKey(surface, { environment: "test" });

const template = (id: string, text: string, more = {}) => ({
  ...GREETING,
  id,
  name: `Step ${id}`,
  config: { template: text, outputVariable: id },
  ...more,
});
const script = (id: string, text: string) => ({
  id,
  name: `Step ${id}`,
  type: "transform-data",
  order: 0,
  enabled: true,
  config: { script: text, outputVariable: id },
});

type Offer = Parameters<typeof makeOffer>[1];

/** A capability of its own on a surface, and a way to call it with a test key. */
async function offer(slug: string, facts: Partial<Offer> = {}, on: MadeSurface = surface) {
  const made = await makeOffer(on, { organizationId, slug, ...facts });
  const key = on === surface ? test : await createSurfaceKey(on, { environment: "test" });
  const call = (body: unknown, headers: Record<string, string> = {}) =>
    send(callRequest(on, slug, { headers: { ...key.headers, ...headers }, body }));
  return { ...made, call, key };
}

function said({ status, body }: Answer) {
  return { status, body };
}

async function executionOf({ headers }: Answer) {
  await drainExecutions();
  const id = headers["x-execution-id"] ?? "";
  return prisma().flowExecution.findUniqueOrThrow({ where: { id } });
}

describe("the input of a call", () => {
  it.each([
    ["fields", { name: "Ada" }, "Hello Ada!"],
    ["an object under input", { input: { name: "Ada" } }, "Hello Ada!"],
    ["nothing", {}, "Hello !"],
  ])("may be %s", async (_what, body, result) => {
    const answer = await send(callRequest(surface, "greet", { headers: test.headers, body }));
    expect(said(answer)).toEqual({ status: 200, body: { result } });
  });

  it.each([
    ["a text", "ready", { result: "ready" }],
    ["a number", 7, { result: 7 }],
    ["a list", [1, 2], [1, 2]],
    ["null", null, { result: "" }],
  ])("that is %s is the variable input", async (what, input, body) => {
    const { call } = await offer(`echo-${what.replaceAll(" ", "-")}`, {
      steps: [template("echo", "{{input}}")],
    });
    expect(said(await call({ input }))).toEqual({ status: 200, body });
  });

  it("is one of the inputs of a script", async () => {
    const { call } = await offer("shout", {
      steps: [script("up", "return input.input.toUpperCase();")],
    });
    expect((await call({ input: "ready" })).body).toEqual({ result: "READY" });
  });

  it("may be a variable named input beside others", async () => {
    const { call } = await offer("two", { steps: [template("echo", "{{input}} {{lang}}")] });
    const answer = await call({ input: "hi", lang: "en" });
    expect(said(answer)).toEqual({ status: 200, body: { result: "hi en" } });
  });

  it("is held against the capability's schema, and the field that is wrong is named", async () => {
    const parametersSchema = {
      type: "object",
      properties: { name: { type: "string" }, age: { type: "integer" } },
      required: ["name"],
    };
    const { call } = await offer("strict", { parametersSchema });
    expect((await call({ name: "Ada", age: 36 })).status).toBe(200);
    expect((await call({ input: { name: "Ada" } })).status).toBe(200);
    const missing = await call({ input: { age: 1 } });
    expect(missing).toMatchObject({ status: 400, body: { error: "Bad Request" } });
    expect(missing.body).toMatchObject({ issues: [{ path: "name" }] });
    expect(await call({ name: "Ada", age: "x" })).toMatchObject({
      status: 400,
      body: { issues: [{ path: "age" }] },
    });
    expect((await call({ input: "Ada" })).status).toBe(400);
  });

  it("is held against the schema of this moment", async () => {
    const { call, capabilityId } = await offer("moving");
    expect((await call({})).status).toBe(200);
    await prisma().capability.update({
      where: { id: capabilityId },
      data: { parametersSchema: { type: "object", required: ["name"] } },
    });
    expect((await call({})).status).toBe(400);
  });

  it("may be the wrapper itself where the schema has a field named input", async () => {
    const parametersSchema = {
      type: "object",
      properties: { input: { type: "object", required: ["message"] } },
      required: ["input"],
    };
    const steps = [template("echo", "{{input.message}}")];
    const { call } = await offer("wrapped", { parametersSchema, steps });
    expect(said(await call({ input: { message: "hi" } }))).toEqual({
      status: 200,
      body: { result: "hi" },
    });
    expect((await call({ input: {} })).status).toBe(400);
  });
});

describe("the answer of a call", () => {
  const steps = [
    script("first", "return { a: 1 };"),
    script("second", "return [1, 2];"),
    template("third", "done"),
  ];

  it("is the last output by default, under result when it is no object or list", async () => {
    const { call } = await offer("last", { steps });
    expect((await call({})).body).toEqual({ result: "done" });
  });

  it.each([
    ["first", { a: 1 }],
    ["second", [1, 2]],
    ["third", { result: "done" }],
    ["gone", { result: null }],
  ])("is the output of the chosen step: %s", async (outputStep, body) => {
    const { call } = await offer(`chosen-${outputStep}`, { steps, outputStep });
    expect((await call({})).body).toEqual(body);
  });

  it("is every output by its variable when the surface says so", async () => {
    const all = await makeSurface({ organizationId, behavior: { response: { mode: "all" } } });
    const { call } = await offer("all", { steps }, all);
    const outputs = { first: { a: 1 }, second: [1, 2], third: "done" };
    expect((await call({})).body).toEqual({ outputs });
  });

  it("names its run and its request, which are recorded together", async () => {
    const answer = await send(callRequest(surface, "greet", { headers: test.headers }));
    expect(await executionOf(answer)).toMatchObject({
      organizationId,
      flowId: greet.flowId,
      versionNumber: null,
      environment: "test",
      trigger: "surface",
      keyId: test.id,
      productId: surface.productId,
      surfaceId: surface.surfaceId,
      capabilityId: greet.capabilityId,
      requestId: answer.headers["x-request-id"],
      outcome: "succeeded",
    });
  });
});

describe("what runs", () => {
  it("is the draft for a test key and the published version for a production key", async () => {
    const { call } = await offer("versions", {
      steps: [template("text", "draft")],
      published: [template("text", "published")],
    });
    const production = await createSurfaceKey(surface);
    expect((await call({})).body).toEqual({ result: "draft" });
    expect((await call({}, production.headers)).body).toEqual({ result: "published" });
  });

  it("is nothing for a production key while nothing is published: 503 that says so", async () => {
    const { call } = await offer("unpublished");
    const production = await createSurfaceKey(surface);
    expect(said(await call({}, production.headers))).toEqual({
      status: 503,
      body: { error: "Capability has no published version" },
    });
  });

  it("follows an edit of the draft and a new version at once", async () => {
    const { call, flowId } = await offer("edited", { published: [template("text", "one")] });
    const production = await createSurfaceKey(surface);
    expect((await call({}, production.headers)).body).toEqual({ result: "one" });
    const version = { id: "flowver_edited", organizationId, flowId, versionNumber: 2 };
    await prisma().flowVersion.create({ data: { ...version, steps: [template("text", "two")] } });
    await prisma().flow.update({
      where: { id: flowId },
      data: {
        publishedVersion: 2,
        steps: [template("text", "newest")],
        revision: { increment: 1 },
      },
    });
    expect((await call({}, production.headers)).body).toEqual({ result: "two" });
    expect((await call({})).body).toEqual({ result: "newest" });
  });
});

describe("a run that fails", () => {
  it("is 502 with the step and the request, and nothing of what went wrong inside", async () => {
    const steps = [script("broken", 'throw new Error("password is hunter2");')];
    const { call } = await offer("broken", { steps });
    const answer = await call({});
    const requestId = answer.headers["x-request-id"];
    expect(said(answer)).toEqual({
      status: 502,
      body: { error: "A step of the capability failed", step: "Step broken", requestId },
    });
    expect((await executionOf(answer)).outcome).toBe("failed");
  });

  it("is 504 when a step takes too long", async () => {
    const { call } = await offer("endless", { steps: [script("endless", "while (true) {}")] });
    const answer = await call({});
    const requestId = answer.headers["x-request-id"];
    expect(said(answer)).toEqual({
      status: 504,
      body: { error: "The capability took too long", step: "Step endless", requestId },
    });
  });
});
