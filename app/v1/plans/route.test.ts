import { beforeAll, describe, expect, it } from "vitest";
import { makeCustomer } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import type { Answer } from "@/tests/support/api";
import { idOf, productsApi } from "@/tests/support/products";

type Headers = Record<string, string>;

let organizationId: string;
let owner: Headers;

beforeAll(async () => {
  organizationId = await createOrganization();
  owner = await as("owner");
});

const as = async (role: "owner" | "admin" | "member" | "viewer") => ({
  Authorization: `Bearer ${(await createPerson({ organizationId, role })).token}`,
});

const ask = (method: string, path: string, body?: unknown, headers = owner) =>
  productsApi(headers)(method, `/plans${path}`, body);

const pathsOf = ({ body }: Answer) =>
  Object(body).issues?.map((issue: { path: string }) => issue.path);

const NONE = { perMinute: null, perHour: null, perDay: null };

describe("a plan", () => {
  it("has no limit and no quota unless they are given", async () => {
    const made = await ask("POST", "", { name: "Free" });
    expect(made).toMatchObject({
      status: 201,
      body: { name: "Free", limits: NONE, quota: { unitsPerMonth: null, mode: "hard" } },
    });
    expect(idOf(made)).toMatch(/^plan_[0-9a-z]{26}$/);
    expect((await ask("GET", `/${idOf(made)}`)).body).toEqual(made.body);
  });

  it("is changed by the whole of its limits or its quota, and back by what was read", async () => {
    const limits = { perMinute: 10, perHour: 100, perDay: 1_000 };
    const quota = { unitsPerMonth: Number.MAX_SAFE_INTEGER, mode: "soft" };
    const made = await ask("POST", "", { name: "Team", limits, quota });
    const path = `/${idOf(made)}`;
    const changed = await ask("PUT", path, { limits: { perHour: 5 } });
    expect(changed).toMatchObject({
      body: { limits: { ...NONE, perHour: 5 }, quota, revision: 2 },
    });
    const { revision: _, createdAt: __, updatedAt: ___, id: ____, ...read } = Object(made.body);
    expect(await ask("PUT", path, read)).toMatchObject({ body: { limits, quota, revision: 3 } });
    expect((await ask("PUT", path, read)).body).toMatchObject({ revision: 3 });
  });

  it.each([
    ["name", {}],
    ["name", { name: " " }],
    ["limits.perMinute", { name: "x", limits: { perMinute: 0 } }],
    ["limits.perHour", { name: "x", limits: { perHour: "unlimited" } }],
    ["limits.perDay", { name: "x", limits: { perDay: 1.5 } }],
    ["limits", { name: "x", limits: { perMonth: 1 } }],
    ["limits", { name: "x", limits: null }],
    ["quota.unitsPerMonth", { name: "x", quota: { unitsPerMonth: -1 } }],
    ["quota.unitsPerMonth", { name: "x", quota: { unitsPerMonth: 2 ** 53 } }],
    ["quota.unitsPerMonth", { name: "x", quota: { unitsPerMonth: "unlimited" } }],
    ["quota.mode", { name: "x", quota: { mode: "gentle" } }],
  ])("is refused for its %s: %j", async (path, body) => {
    const answer = await ask("POST", "", body);
    expect([answer.status, pathsOf(answer)]).toEqual([400, [path]]);
  });

  it("has a name of its own", async () => {
    await ask("POST", "", { name: "Taken" });
    const second = idOf(await ask("POST", "", { name: "Other" }));
    const details = "A plan of this name already exists";
    for (const answer of [
      await ask("POST", "", { name: "Taken" }),
      await ask("PUT", `/${second}`, { name: "Taken" }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { details } });
  });

  it("is not deleted while customers are on it", async () => {
    const planId = idOf(await ask("POST", "", { name: "Used" }));
    await makeCustomer({ organizationId, planId });
    expect(await ask("DELETE", `/${planId}`)).toMatchObject({
      status: 409,
      body: { details: "1 customer is on this plan. Move them to another plan first." },
    });
    const unused = idOf(await ask("POST", "", { name: "Unused" }));
    expect((await ask("DELETE", `/${unused}`)).body).toEqual({ id: unused, deleted: true });
    expect((await ask("GET", `/${unused}`)).status).toBe(404);
    expect((await ask("DELETE", `/${unused}`)).status).toBe(404);
  });

  it("is found by its name", async () => {
    await ask("POST", "", { name: "Größe" });
    const { body } = await ask("GET", "?search=GRÖ");
    expect(Object(body).data.map(({ name }: { name: string }) => name)).toEqual(["Größe"]);
  });
});

describe("plans are written by owners and admins, and read by all", () => {
  it.each([
    ["owner", 201],
    ["admin", 201],
    ["member", 403],
    ["viewer", 403],
  ] as const)("%s: %d", async (role, status) => {
    const headers = await as(role);
    expect((await ask("POST", "", { name: `By ${role}` }, headers)).status).toBe(status);
    expect((await ask("GET", "", undefined, headers)).status).toBe(200);
  });

  it("by no key", async () => {
    const { headers } = await createKey({ organizationId });
    const planId = idOf(await ask("POST", "", { name: "Kept" }));
    const refused = { status: 403, body: { details: "This needs a signed-in person" } };
    expect(await ask("POST", "", { name: "Made by key" }, headers)).toMatchObject(refused);
    expect(await ask("PUT", `/${planId}`, { name: "x" }, headers)).toMatchObject(refused);
    expect(await ask("DELETE", `/${planId}`, undefined, headers)).toMatchObject(refused);
    expect((await ask("GET", `/${planId}`, undefined, headers)).status).toBe(200);
  });
});
