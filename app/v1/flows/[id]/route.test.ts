import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeFlow } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { DELETE, GET, PUT } from "./route";

let organizationId: string;
let live: CreatedKey;
let id: string;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId });
});

beforeEach(async () => {
  ({ id } = await makeFlow({ organizationId }));
});

type Who = { headers: Record<string, string> };
const get = (at = id, { headers }: Who = live) =>
  callRoute(GET, "GET", { headers, params: { id: at } });
const put = (body: unknown, at = id, { headers }: Who = live) =>
  callRoute(PUT, "PUT", { headers, params: { id: at }, body });
const del = (at = id, { headers }: Who = live) =>
  callRoute(DELETE, "DELETE", { headers, params: { id: at } });

const step = { id: "a", type: "template", name: "A", order: 0, enabled: true };
const steps = [{ ...step, config: { template: "x" } }];

describe("200", () => {
  it("changes the fields that are given, leaves the others and counts the change", async () => {
    await put({ description: "First", steps });
    const answer = await put({ name: "Renamed", status: "paused" });
    expect(answer.body).toMatchObject({
      name: "Renamed",
      description: "First",
      status: "paused",
      steps,
      stepCount: 1,
      revision: 3,
    });
    expect((await get()).body).toEqual(answer.body);
    expect((await put({ description: null, flowSteps: [] })).body).toMatchObject({
      description: null,
      steps: [],
    });
  });

  it("keeps both of two edits of different fields at once", async () => {
    const answers = await Promise.all([put({ name: "Both" }), put({ steps })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await get()).body).toMatchObject({ name: "Both", steps, revision: 3 });
  });

  it("deletes once, versions and all", async () => {
    const version = { id: newId("flowVersion"), versionNumber: 1, steps: [] };
    await prisma().flowVersion.create({ data: { ...version, organizationId, flowId: id } });
    expect((await del()).body).toEqual({ id, deleted: true });
    expect((await del()).status).toBe(404);
    expect(await prisma().flowVersion.findUnique({ where: { id: version.id } })).toBeNull();
  });

  it("is open to a viewer for reading only", async () => {
    const { token } = await createPerson({ organizationId, role: "viewer" });
    const viewer = { headers: { Authorization: `Bearer ${token}` } };
    expect((await get(id, viewer)).status).toBe(200);
    expect((await put({ name: "x" }, id, viewer)).status).toBe(403);
    expect((await del(id, viewer)).status).toBe(403);
  });
});

describe("400", () => {
  it.each([
    ["name", { name: "" }],
    ["status", { status: null }],
    ["steps.0.type", { steps: [{ ...step, type: "loop", config: {} }] }],
    ["flowSteps", { steps, flowSteps: steps }],
    ["revision", { revision: 0 }],
    ["publishedVersion", { publishedVersion: 7 }],
  ])("refuses a change of %j and changes nothing", async (path, body) => {
    const before = (await get()).body;
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
    expect((await get()).body).toEqual(before);
  });
});

describe("404", () => {
  it("answers ids of another organization and of nobody alike", async () => {
    const foreign = await makeFlow({ organizationId: await createOrganization() });
    for (const at of [foreign.id, newId("flow"), newId("record"), "f".repeat(10_000)]) {
      for (const answer of [await get(at), await put({ name: "x" }, at), await del(at)]) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual({ error: "Not Found", details: "Flow not found" });
      }
    }
    expect(await prisma().flow.findUnique({ where: { id: foreign.id } })).toEqual(foreign);
  });
});

describe("409", () => {
  it("refuses a change made from an old revision, and one of two made from the same", async () => {
    const answers = await Promise.all([
      put({ name: "One", revision: 1 }),
      put({ name: "Two", revision: 1 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await put({ name: "Late", revision: 1 });
    expect(late.body).toEqual({
      error: "Conflict",
      details: "The flow has changed since you last read it",
    });
    expect((await get()).body).toMatchObject({ revision: 2 });
  });
});
