import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { type Answer, send } from "@/tests/support/api";
import { ORIGIN } from "@/tests/support/contract-requests";
import { idOf, productsApi } from "@/tests/support/products";

let organizationId: string;
let writer: CreatedKey;

beforeAll(async () => {
  organizationId = await createOrganization();
  writer = await createKey({ organizationId, permissions: ["CUSTOMERS:*"] });
});

const ask = (method: string, path: string, body?: unknown, { headers } = writer) =>
  productsApi(headers)(method, `/customers${path}`, body);

const pathsOf = ({ body }: Answer) =>
  Object(body).issues?.map((issue: { path: string }) => issue.path);
const namesOf = ({ body }: Answer) => Object(body).data.map(({ name }: { name: string }) => name);

const AS_PLANNED = {
  limits: { perMinute: null, perHour: null, perDay: null },
  quota: { unitsPerMonth: null, mode: null },
};

describe("a customer", () => {
  it("is as its plan says unless it has something else", async () => {
    const made = await ask("POST", "", { name: "Bare" });
    expect(made).toMatchObject({
      status: 201,
      body: { name: "Bare", externalId: null, status: "active", planId: null, ...AS_PLANNED },
    });
    expect((await ask("GET", `/${idOf(made)}`)).body).toEqual(made.body);
  });

  it("keeps every field that is given, and takes what was read", async () => {
    const planId = await makePlan({ organizationId });
    const body = {
      name: "Acme Corp",
      externalId: "acme-1",
      planId,
      limits: { perMinute: 60, perHour: "unlimited", perDay: null },
      quota: { unitsPerMonth: "unlimited", mode: "soft" },
      metadata: { region: "eu" },
      notes: "Renews in March.\nAsk Ada.",
    };
    const made = await ask("POST", "", body);
    expect(made).toMatchObject({ status: 201, body });
    const { id, createdAt: _, updatedAt: __, ...read } = Object(made.body);
    expect((await ask("PUT", `/${id}`, read)).body).toEqual(made.body);
    const changes = { planId: null, limits: { perHour: 5 }, metadata: null, notes: null };
    expect((await ask("PUT", `/${id}`, changes)).body).toMatchObject({
      ...changes,
      limits: { perMinute: null, perHour: 5, perDay: null },
      quota: body.quota,
      revision: 2,
    });
  });

  it.each([
    ["name", {}],
    ["externalId", { name: "x", externalId: "" }],
    ["externalId", { name: "x", externalId: " a" }],
    ["externalId", { name: "x", externalId: "a\u00a0" }],
    ["externalId", { name: "x", externalId: "x".repeat(256) }],
    ["planId", { name: "x", planId: "plan_00000000000000000000000000" }],
    ["planId", { name: "x", planId: "free" }],
    ["limits.perMinute", { name: "x", limits: { perMinute: 0 } }],
    ["limits.perMinute", { name: "x", limits: { perMinute: "none" } }],
    ["quota.unitsPerMonth", { name: "x", quota: { unitsPerMonth: -1 } }],
    ["quota.unitsPerMonth", { name: "x", quota: { unitsPerMonth: 2 ** 53 } }],
    ["quota.mode", { name: "x", quota: { mode: "unlimited" } }],
    ["metadata", { name: "x", metadata: "none" }],
    ["", { name: "x", status: "suspended" }],
    ["", { name: "x", id: "cus_00000000000000000000000000" }],
  ])("is refused for its %s: %j", async (path, body) => {
    const answer = await ask("POST", "", body);
    expect([answer.status, pathsOf(answer)]).toEqual([400, [path]]);
  });

  it("is not put on the plan of another organization", async () => {
    const planId = await makePlan({ organizationId: await createOrganization() });
    const answer = await ask("POST", "", { name: "x", planId });
    expect([answer.status, pathsOf(answer)]).toEqual([400, ["planId"]]);
  });

  it("has one external id in any Unicode form, and another in another letter case", async () => {
    expect((await ask("POST", "", { name: "One", externalId: "zoe\u0308" })).body).toMatchObject({
      externalId: "zo\u00eb",
    });
    const details = "A customer with this external id already exists";
    expect(await ask("POST", "", { name: "Two", externalId: "zo\u00eb" })).toMatchObject({
      status: 409,
      body: { details },
    });
    const other = await ask("POST", "", { name: "Three", externalId: "Zo\u00eb" });
    expect(other.status).toBe(201);
    expect(await ask("PUT", `/${idOf(other)}`, { externalId: "zoe\u0308" })).toMatchObject({
      status: 409,
      body: { details },
    });
    expect(namesOf(await ask("GET", "?externalId=zoe%CC%88"))).toEqual(["One"]);
  });

  it("is deleted only without keys that live, and leaves the others", async () => {
    const surface = await makeSurface({ organizationId });
    const keys = [await createSurfaceKey(surface), await createSurfaceKey(surface)];
    const id = await makeCustomer({ organizationId }, keys);
    expect(await ask("DELETE", `/${id}`)).toMatchObject({
      status: 409,
      body: { details: "This customer has 2 keys that are not revoked. Revoke them first." },
    });
    await prisma().apiKey.updateMany({
      where: { id: { in: keys.map((key) => key.id) } },
      data: { revokedAt: new Date() },
    });
    expect((await ask("DELETE", `/${id}`)).body).toEqual({ id, deleted: true });
    expect((await ask("DELETE", `/${id}`)).status).toBe(404);
    const left = await prisma().apiKey.findMany({
      where: { id: { in: keys.map((key) => key.id) }, organizationId },
    });
    expect(left.map(({ customerId }) => customerId)).toEqual([null, null]);
  });

  it("of another organization is not there", async () => {
    const id = await makeCustomer({ organizationId: await createOrganization() });
    expect((await ask("GET", `/${id}`)).status).toBe(404);
    expect((await ask("PUT", `/${id}`, { name: "x" })).status).toBe(404);
    expect((await ask("DELETE", `/${id}`)).status).toBe(404);
  });
});

describe("a list of customers", () => {
  it("is narrowed by text, status and plan", async () => {
    const home = await createOrganization();
    const planId = await makePlan({ organizationId: home });
    await makeCustomer({ organizationId: home, name: "Planned", planId });
    await makeCustomer({ organizationId: home, name: "Late", status: "suspended" });
    await makeCustomer({ organizationId: home, name: "Other", externalId: "PLAN-9" });
    const lister = await createKey({ organizationId: home, permissions: ["CUSTOMERS:READ"] });
    const list = async (query: string) =>
      namesOf(await ask("GET", query, undefined, lister)).sort();
    expect(await list("")).toEqual(["Late", "Other", "Planned"]);
    expect(await list("?search=plan")).toEqual(["Other", "Planned"]);
    expect(await list("?status=suspended")).toEqual(["Late"]);
    expect(await list(`?planId=${planId}`)).toEqual(["Planned"]);
  });
});

describe("the keys of a suspended customer", () => {
  it("are refused from the answer on, by its PUT", async () => {
    const held = await createKey({ organizationId });
    const id = await makeCustomer({ organizationId }, [held]);
    const me = () => send(new Request(`${ORIGIN}/v1/me`, { headers: held.headers }));
    expect((await me()).status).toBe(200);
    expect(await ask("PUT", `/${id}`, { status: "suspended" })).toMatchObject({ status: 200 });
    expect((await me()).status).toBe(403);
    expect(await ask("PUT", `/${id}`, { status: "active" })).toMatchObject({ status: 200 });
    expect((await me()).status).toBe(200);
  });
});
