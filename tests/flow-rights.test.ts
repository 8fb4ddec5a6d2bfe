import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";
import { makeRecord } from "./factories/content";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { makeCapability, makeOffer, makeRunnableFlow, makeSurface } from "./factories/surface";
import type { Answer } from "./support/api";
import { idOf, productsApi } from "./support/products";

const facts = { order: 0, enabled: true };
const LIST = {
  ...facts,
  id: "list",
  name: "List",
  type: "list-records",
  config: { recordType: "customer", limit: 50, outputVariable: "found" },
};
const UPSERT = {
  ...facts,
  id: "keep",
  name: "Keep",
  type: "upsert-record",
  config: { recordType: "customer", recordName: "Ada", sourceVariable: "data" },
};
const condition = { condition: "1 == 1", trueSteps: [], falseSteps: [UPSERT] };
const NESTED = { ...facts, id: "if", name: "If", type: "conditional", config: condition };
const GREET = {
  ...facts,
  id: "greet",
  name: "Greet",
  type: "template",
  config: { template: "Hello", outputVariable: "greeting" },
};

const owner = await createPerson();
const { organizationId } = owner.principal;
const asOwner = productsApi({ Authorization: `Bearer ${owner.token}` });
await makeRecord({ organizationId, name: "Ada" });

async function asKey(permissions: string[], environment: Environment = "production") {
  return productsApi((await createKey({ organizationId, environment, permissions })).headers);
}

function missing(permission: string) {
  return {
    status: 403,
    body: { error: "Forbidden", details: `Missing required permission: ${permission}` },
  };
}

function said({ status, body }: Answer) {
  return { status, body };
}

const builder = await asKey(["FLOWS:*"]);
const stored = { organizationId, steps: [LIST], published: [LIST] };

describe("a key without record permissions", () => {
  it.each([
    ["RECORDS:READ", [LIST]],
    ["RECORDS:WRITE", [UPSERT]],
    ["RECORDS:WRITE", [GREET, NESTED]],
    ["RECORDS:READ", [{ ...LIST, enabled: false }]],
  ])("stores no steps that need %s", async (permission, steps) => {
    const asked = { name: "Reader", steps };
    expect(said(await builder("POST", "/flows", asked))).toEqual(missing(permission));
    const id = idOf(await builder("POST", "/flows", { name: "Plain", steps: [GREET] }));
    expect(said(await builder("PUT", `/flows/${id}`, { steps }))).toEqual(missing(permission));
    expect((await builder("GET", `/flows/${id}`)).body).toMatchObject({ steps: [GREET] });
  });

  it("publishes no draft, and no old version, that someone else gave such steps", async () => {
    const id = await makeRunnableFlow(stored);
    const { id: versionId } = await prisma().flowVersion.findFirstOrThrow({
      where: { flowId: id },
    });
    for (const body of [{}, { versionId }]) {
      const answer = await builder("POST", `/flows/${id}/publish`, body);
      expect(said(answer)).toEqual(missing("RECORDS:READ"));
    }
    expect(await prisma().flowVersion.count({ where: { flowId: id } })).toBe(1);
  });

  it.each(["test", "production"] as const)("runs no such flow in %s", async (environment) => {
    const id = await makeRunnableFlow(stored);
    const runner = await asKey(["FLOWS:*", "RECORDS:WRITE"], environment);
    const { name } = await prisma().flow.findUniqueOrThrow({ where: { id } });
    const runs = [
      runner("POST", `/flows/${id}/run`, {}),
      runner("POST", "/dispatch", { flow: { id } }),
      runner("POST", "/dispatch", { flow: { name } }),
    ];
    for (const run of runs) expect(said(await run)).toEqual(missing("RECORDS:READ"));
    const reader = await asKey(["FLOWS:EXECUTE", "RECORDS:READ"], environment);
    expect((await reader("POST", `/flows/${id}/run`, {})).status).toBe(200);
  });

  it("continues changing the name of such a flow", async () => {
    const id = await makeRunnableFlow(stored);
    expect((await builder("PUT", `/flows/${id}`, { name: "Renamed" })).status).toBe(200);
  });
});

type Made = Record<"flowId" | "capabilityId" | "itemId" | "productId" | "surfaceId", string>;

const ACTS: [title: string, method: string, path: (made: Made) => string, body: object | "made"][] =
  [
    ["a product from a template", "POST", () => "/products", "made"],
    ["a capability", "POST", ({ productId: id }) => `/products/${id}/capabilities`, "made"],
    ["an endpoint", "POST", (made) => `${surfaceOf(made)}/items`, "made"],
    ["turning a capability on", "PUT", capabilityOf, { enabled: true }],
    ["a capability's schema", "PUT", capabilityOf, { parametersSchema: null }],
    ["a capability's refreshed schema", "PUT", capabilityOf, { refreshSchema: true }],
    ["turning an endpoint on", "PUT", itemOf, { enabled: true }],
    ["an endpoint's output step", "PUT", itemOf, { config: { outputStep: "list" } }],
    ["activating a surface", "PUT", surfaceOf, { status: "active" }],
    ["answering all outputs", "PUT", surfaceOf, { behavior: { response: { mode: "all" } } }],
  ];

function surfaceOf({ productId, surfaceId }: Made) {
  return `/products/${productId}/surfaces/${surfaceId}`;
}

function itemOf(made: Made) {
  return `${surfaceOf(made)}/items/${made.itemId}`;
}

function capabilityOf({ productId, capabilityId }: Made) {
  return `/products/${productId}/capabilities/${capabilityId}`;
}

/** A flow that reads records behind a capability that is off, on a surface that is paused. */
async function hidden(): Promise<Made> {
  const surface = await makeSurface({ organizationId, status: "paused" });
  const off = { capabilityEnabled: false, enabled: false, parametersSchema: { type: "object" } };
  return { ...surface, ...(await makeOffer(surface, { ...stored, ...off, slug: "list" })) };
}

async function bodyOf(title: string, { flowId, productId }: Made) {
  if (title === "an endpoint") {
    return { capabilityId: (await makeCapability({ productId }, stored)).capabilityId };
  }
  if (title === "a capability") return { capabilityName: "List", flowId };
  return { name: "Product", template: { type: "rest_api", flowId } };
}

describe("exposing a flow", () => {
  const catalogue = ["PRODUCTS:*", "SURFACE_KEYS:*"];
  const needs = ["FLOWS:READ", "FLOWS:EXECUTE", "RECORDS:READ"];

  it.each(ACTS)("by %s needs FLOWS:READ, FLOWS:EXECUTE and what its steps need", async (...act) => {
    const [title, method, path, body] = act;
    const made = await hidden();
    for (const permission of needs) {
      const others = needs.filter((each) => each !== permission);
      const key = await asKey([...catalogue, ...others]);
      const asked = body === "made" ? await bodyOf(title, made) : body;
      expect(said(await key(method, path(made), asked))).toEqual(missing(permission));
    }
    const able = await asKey([...catalogue, ...needs]);
    const asked = body === "made" ? await bodyOf(title, made) : body;
    expect((await able(method, path(made), asked)).status).toBeLessThan(300);
  });

  it("is not what renaming, turning off and pausing do", async () => {
    const made = await hidden();
    const key = await asKey(["PRODUCTS:*"]);
    const asked = [
      key("PUT", capabilityOf(made), { capabilityName: "New", enabled: false }),
      key("PUT", itemOf(made), { exposedName: "New", enabled: false }),
      key("PUT", surfaceOf(made), { name: "New", status: "paused" }),
    ];
    for (const answer of asked) expect((await answer).status).toBe(200);
  });

  it("tells those who may not do it nothing of which flows there are", async () => {
    const { productId, flowId } = await hidden();
    const key = await asKey(["PRODUCTS:*"]);
    const asked = [flowId, flowId.replaceAll(/.{3}$/g, "000")].map((id) =>
      key("POST", `/products/${productId}/capabilities`, { capabilityName: "A", flowId: id }),
    );
    const [known, unknown] = await Promise.all(asked);
    expect(known?.body).toEqual(unknown?.body);
  });

  it.each(["draft", "version"])("is what a %s does that needs more than before", async (what) => {
    const surface = await makeSurface({ organizationId });
    const plain = { organizationId, steps: [GREET], published: [GREET], slug: "list" };
    const { flowId: id } = await makeOffer(surface, plain);
    const set = async (key: Awaited<ReturnType<typeof asKey>>) => {
      if (what === "draft") return key("PUT", `/flows/${id}`, { steps: [LIST] });
      return key("POST", `/flows/${id}/publish`, { versionId: await versionOf(id) });
    };
    const author = await asKey(["FLOWS:*", "RECORDS:*"]);
    expect(said(await set(author))).toEqual(missing("PRODUCTS:WRITE"));
    const exposer = await asKey(["FLOWS:*", "RECORDS:*", "PRODUCTS:WRITE"]);
    expect((await set(exposer)).status).toBe(200);
    expect((await author("PUT", `/flows/${id}`, { steps: [LIST, GREET] })).status).toBe(200);
  });

  it("never happens beside a change that makes the flow need more", async () => {
    const author = await asKey(["FLOWS:*", "RECORDS:*"]);
    const exposer = await asKey(["FLOWS:READ", "FLOWS:EXECUTE", "PRODUCTS:*"]);
    const { productId } = await makeSurface({ organizationId });
    for (let round = 0; round < 20; round += 1) {
      const flowId = await makeRunnableFlow({ organizationId, steps: [GREET] });
      const facts = { capabilityName: `Round ${round}`, flowId };
      const statuses = await Promise.all([
        author("PUT", `/flows/${flowId}`, { steps: [LIST] }),
        exposer("POST", `/products/${productId}/capabilities`, facts),
      ]);
      expect(statuses.map(({ status }) => status).filter((status) => status === 403)).toHaveLength(
        1,
      );
    }
  });
});

/** A version of a flow that reads records, older than what is published. */
async function versionOf(flowId: string): Promise<string> {
  const version = { organizationId, flowId, versionNumber: 7, steps: [LIST] };
  const id = flowId.replace("flow_", "flowver_");
  const made = await prisma().flowVersion.upsert({
    where: { id },
    create: { id, ...version },
    update: {},
  });
  return made.id;
}

it("a key that may not read products learns of no product by deleting a flow", async () => {
  const { flowId } = await hidden();
  expect(said(await builder("DELETE", `/flows/${flowId}`))).toEqual({
    status: 409,
    body: { error: "Conflict", details: "Capabilities use this flow" },
  });
  expect((await asOwner("DELETE", `/flows/${flowId}`)).body).toMatchObject({
    details: expect.stringContaining("Name of list of Support desk"),
  });
});
