import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeFlow } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { DELETE, GET, POST } from "./route";

let organizationId: string;
let live: CreatedKey;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId });
});

type Who = { headers: Record<string, string> };
const create = (body: unknown, { headers }: Who = live) =>
  callRoute(POST, "POST", { headers, body });
const list = (query: string, { headers }: Who = live) =>
  callRoute(GET, "GET", { headers, path: `/v1/flows${query}` });
const names = ({ body }: { body: unknown }) =>
  Object(body).data.map(({ name }: { name: string }) => name);

const step = {
  id: "greet",
  type: "template",
  name: "Greet",
  order: 1,
  enabled: true,
  config: { template: "Hello {{name}}", outputVariable: "greeting" },
  when: "{{name}}",
};

function nestedConditionals(levels: number): object {
  const inner = levels === 1 ? { ...step, id: "innermost" } : nestedConditionals(levels - 1);
  const config = { condition: "true", trueSteps: [inner], falseSteps: [] };
  return { ...step, id: `level-${levels}`, type: "conditional", config };
}

describe("POST 201", () => {
  it("answers the flow with its steps", async () => {
    const body = { name: "Greeter", description: "Says\nhello", status: "active", steps: [step] };
    const answer = await create(body);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^flow_[0-9a-z]{26}$/),
      ...body,
      stepCount: 1,
      publishedVersion: null,
      revision: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
  });

  it("takes flowSteps for steps, and a name alone for a draft without steps", async () => {
    expect((await create({ name: "A", flowSteps: [step] })).body).toMatchObject({ steps: [step] });
    expect((await create({ name: "B" })).body).toMatchObject({
      description: null,
      status: "draft",
      steps: [],
      stepCount: 0,
    });
  });

  it("takes conditional steps nested ten deep", async () => {
    const steps = [nestedConditionals(10)];
    const answer = await create({ name: "Deep", steps });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ steps });
  });

  it("lets a test key and a member create too: flows belong to both environments", async () => {
    const test = await createKey({
      organizationId,
      environment: "test",
      permissions: ["FLOWS:WRITE", "FLOWS:READ"],
    });
    const { token } = await createPerson({ organizationId, role: "member" });
    const { body } = await create({ name: "Of a test key" }, test);
    expect(await prisma().flow.findUnique({ where: { id: Object(body).id } })).not.toBeNull();
    const member = { headers: { Authorization: `Bearer ${token}` } };
    expect((await create({ name: "Of a member" }, member)).status).toBe(201);
    expect(names(await list("?search=Of a", test)).sort()).toEqual([
      "Of a member",
      "Of a test key",
    ]);
  });
});

describe("POST 400", () => {
  it.each([
    ["no name", {}, "name"],
    ["a name of 256 characters", { name: "n".repeat(256) }, "name"],
    ["a long description", { name: "n", description: "d".repeat(2_001) }, "description"],
    ["an unknown status", { name: "n", status: "failed" }, "status"],
    ["both names for steps", { name: "n", steps: [], flowSteps: [] }, "flowSteps"],
    ["steps that are an object", { name: "n", steps: {} }, "steps"],
    ["a step that is null", { name: "n", steps: [null] }, "steps.0"],
    ["an unknown type", { name: "n", steps: [{ ...step, type: "shell" }] }, "steps.0.type"],
    [
      "an unknown config field",
      { name: "n", flowSteps: [{ ...step, config: { ...step.config, shell: 1 } }] },
      "flowSteps.0.config",
    ],
    ["an id of two steps", { name: "n", steps: [step, step] }, "steps.1.id"],
    ["a revision", { name: "n", revision: 1 }, ""],
    ["another organization", { name: "n", organizationId: "org_x" }, ""],
  ])("refuses %s and names its place", async (_what, body, path) => {
    const before = await prisma().flow.count();
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
    expect(await prisma().flow.count()).toBe(before);
  });

  it("refuses conditional steps nested eleven deep", async () => {
    const answer = await create({ name: "Deep", steps: [nestedConditionals(11)] });
    const path = `steps.0${".config.trueSteps.0".repeat(10)}`;
    expect(answer.body).toEqual(badFields([path, "Nest conditional steps at most 10 deep."]));
  });

  it("refuses 1 MB of steps", async () => {
    const config = { template: "x".repeat(32_000) };
    const steps = Array.from({ length: 30 }, (_, at) => ({ ...step, id: `s${at}`, config }));
    const answer = await create({ name: "Big", steps });
    expect(answer.body).toEqual(badFields(["steps", "Use at most 131072 bytes of JSON."]));
  });

  it("refuses a prototype in a step", async () => {
    const text = JSON.stringify({ name: "n", steps: [step] });
    const answer = await create(text.replace('"when":', '"__proto__":'));
    expect(answer.body).toEqual(
      badFields(["steps.0.__proto__", "This field name is not allowed."]),
    );
  });
});

describe("401 and 403", () => {
  it("answers a stranger", async () => {
    for (const answer of [
      await create({ name: "n" }, { headers: {} }),
      await list("", { headers: {} }),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({ error: "Unauthorized", details: "Invalid or missing API key" });
    }
  });

  it("names the permission that is missing", async () => {
    const reader = await createKey({ organizationId, permissions: ["FLOWS:READ", "RECORDS:*"] });
    const answer = await create({ name: "n" }, reader);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "Missing required permission: FLOWS:WRITE",
    });
    const runner = await createKey({ organizationId, permissions: ["FLOWS:EXECUTE"] });
    expect((await list("", runner)).body).toMatchObject({
      details: "Missing required permission: FLOWS:READ",
    });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(DELETE, "DELETE", { headers: live.headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  });
});

describe("GET 200", () => {
  it("pages through the organization's flows, newest first, and through no others", async () => {
    const home = await createOrganization();
    const lister = await createKey({ organizationId: home });
    const start = Date.parse("2026-02-01T00:00:00Z");
    for (let at = 0; at < 5; at += 1) {
      const createdAt = new Date(start + at * 1_000);
      await makeFlow({ organizationId: home, name: `f${at}`, createdAt });
    }
    const first = await list("?limit=3", lister);
    expect(names(first)).toEqual(["f4", "f3", "f2"]);
    const { pagination } = Object(first.body);
    expect(pagination).toEqual({ nextCursor: expect.any(String), hasMore: true, limit: 3 });
    const second = await list(`?limit=3&cursor=${pagination.nextCursor}`, lister);
    expect(names(second)).toEqual(["f1", "f0"]);
    expect(Object(second.body).pagination).toEqual({ nextCursor: null, hasMore: false, limit: 3 });
  });

  it("searches names and descriptions, and filters by status", async () => {
    const home = await createOrganization();
    const lister = await createKey({ organizationId: home });
    await makeFlow({ organizationId: home, name: "Weekly Report" });
    await makeFlow({ organizationId: home, name: "Mail", description: "sends the report" });
    await makeFlow({ organizationId: home, name: "Other" });
    expect(names(await list("?search=REPORT", lister)).sort()).toEqual(["Mail", "Weekly Report"]);
    expect(names(await list("?status=active", lister))).toEqual([]);
    expect(names(await list("?status=draft&limit=100", lister)).length).toBe(3);
  });
});

describe("GET 400", () => {
  it.each(["cursor=x", "limit=0", "status=failed"])("refuses ?%s", async (query) => {
    const answer = await list(`?${query}`);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues[0].path).toBe(query.split("=")[0]);
  });
});
