import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { OPTIONS, PATCH, POST } from "./route";

let organizationId: string;
let live: CreatedKey;
let test: CreatedKey;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId });
  test = await createKey({ organizationId, environment: "test", permissions: ["RECORDS:*"] });
});

const create = (body: unknown, { headers } = live) => callRoute(POST, "POST", { headers, body });
const nested = (levels: number): unknown => (levels === 0 ? 1 : { deeper: nested(levels - 1) });

describe("POST 201", () => {
  it("answers the record, with the rate-limit headers of the key", async () => {
    const key = await createKey({ organizationId, limitPerHour: 1000, limitPerDay: 10_000 });
    const metadata = { plan: "pro", tags: ["a", null, 1.5], deep: { yes: true } };
    const answer = await create({ type: "customer", name: "Ada", metadata }, key);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^record_[0-9a-z]{26}$/),
      environment: "production",
      type: "customer",
      name: "Ada",
      metadata,
      revision: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    const header = (name: string) => answer.headers.get(name);
    expect(header("content-type")).toBe("application/json");
    expect(header("cache-control")).toBe("no-store");
    expect(header("x-ratelimit-limit")).toBe("1000");
    expect(header("x-ratelimit-remaining")).toBe("999");
    expect(Number(header("x-ratelimit-reset"))).toBeGreaterThan(Date.now() / 1000);
  });

  it("takes metadata to be empty when none is given", async () => {
    const answer = await create({ type: "customer", name: "Bare" });
    expect(answer.body).toMatchObject({ metadata: {} });
  });

  it("puts a record into the environment of the key, so one name fits each environment", async () => {
    const body = { type: "customer", name: "Twin" };
    expect((await create(body, live)).body).toMatchObject({ environment: "production" });
    expect((await create(body, test)).body).toMatchObject({ environment: "test" });
    expect((await create({ ...body, name: "Named", environment: "test" }, test)).status).toBe(201);
  });

  it("keeps names of any script and counts characters, not units", async () => {
    const name = "🧪".repeat(500);
    expect((await create({ type: "عميل", name })).body).toMatchObject({ type: "عميل", name });
  });

  it("records who created what", async () => {
    const { body } = await create({ type: "audited", name: "One" });
    const entry = await prisma().auditEntry.findFirst({ where: { targetId: Object(body).id } });
    expect(entry).toMatchObject({
      action: "record.create",
      outcome: "done",
      actorKind: "platformKey",
      actorId: live.id,
      organizationId,
      metadata: { environment: "production", type: "audited", name: "One" },
    });
  });
});

describe("POST 400", () => {
  const good = { type: "customer", name: "Never" };
  it.each([
    ["no name", { type: "customer" }, "name"],
    ["an empty name", { ...good, name: "" }, "name"],
    ["a name of spaces", { ...good, name: "   " }, "name"],
    ["a name of 501 characters", { ...good, name: "n".repeat(501) }, "name"],
    ["a type of 256 characters", { ...good, type: "t".repeat(256) }, "type"],
    ["a name over two lines", { ...good, name: "a\r\nb" }, "name"],
    ["a name that reorders text", { ...good, name: "a\u202Eb" }, "name"],
    ["a name that is a number", { ...good, name: 5 }, "name"],
    ["metadata that is a list", { ...good, metadata: [] }, "metadata"],
    ["metadata that is null", { ...good, metadata: null }, "metadata"],
    ["metadata of 21 levels", { ...good, metadata: nested(21) }, "metadata"],
    ["metadata over 64 KiB", { ...good, metadata: { a: "é".repeat(33_000) } }, "metadata"],
    ["an unknown environment", { ...good, environment: "staging" }, "environment"],
    ["another environment than the key's", { ...good, environment: "test" }, "environment"],
    ["an id of its own", { ...good, id: "record_x" }, ""],
    ["another organization", { ...good, organizationId: "org_x" }, ""],
  ])("refuses %s and names the field", async (_what, body, path) => {
    const before = await prisma().record.count();
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
    expect(await prisma().record.count()).toBe(before);
  });

  it.each([
    ["__proto__", '{"type":"a","name":"b","__proto__":{"x":1}}'],
    ["metadata.__proto__", '{"type":"a","name":"b","metadata":{"__proto__":{"x":1}}}'],
    ["metadata.text", '{"type":"a","name":"b","metadata":{"text":"a\\u0000b"}}'],
    ["name", '{"type":"a","name":"a\\ud800b"}'],
    ["metadata.a\u0000", '{"type":"a","name":"b","metadata":{"a\\u0000":1}}'],
  ])("refuses what cannot be stored at %j", async (path, body) => {
    const answer = await create(body);
    expect(answer.body).toEqual(badFields([path, expect.any(String)]));
  });

  it.each([
    ["broken JSON", '{"type":', "The body is not valid JSON."],
    ["a list", "[]", "The body must be a JSON object."],
    ["null", "null", "The body must be a JSON object."],
    ["JSON 10,000 levels deep", "[".repeat(10_000), "The body is nested deeper than 64 levels."],
    ["20,001 values", `[${"1,".repeat(20_000)}1]`, "The body has more than 20000 values."],
  ])("refuses %s", async (_what, body, details) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error: "Bad Request", details, issues: [] });
  });

  it("takes `constructor` and `toString` for ordinary metadata", async () => {
    const metadata = { constructor: { prototype: 1 }, toString: "text" };
    const answer = await create({ type: "odd", name: "Names", metadata });
    expect(answer.body).toMatchObject({ metadata });
  });
});

describe("POST 401", () => {
  it("answers a caller without a key and one with a key nobody issued alike", async () => {
    const strangers: Record<string, string>[] = [
      {},
      { Authorization: "Bearer rt_live_nobodyissuedthis" },
    ];
    for (const headers of strangers) {
      const answer = await callRoute(POST, "POST", { headers, body: { type: "a", name: "b" } });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        error: "Unauthorized",
        details: "Invalid or missing API key",
      });
    }
  });
});

describe("POST 403", () => {
  it("names the permission that the key lacks, before it looks at the body", async () => {
    const reader = await createKey({ organizationId, permissions: ["RECORDS:READ", "FLOWS:*"] });
    const answer = await create("not even JSON", reader);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "Missing required permission: RECORDS:WRITE",
    });
    expect(answer.headers.get("www-authenticate")).toBe(
      'Bearer realm="runtype", error="insufficient_scope", scope="RECORDS:WRITE"',
    );
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(PATCH, "PATCH", { headers: live.headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
    const options = await callRoute(OPTIONS, "OPTIONS", {});
    expect(options.status).toBe(204);
  });
});

describe("POST 409", () => {
  it("refuses a type and name that exist in the environment", async () => {
    const body = { type: "customer", name: "Once" };
    expect((await create(body)).status).toBe(201);
    const answer = await create(body);
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      error: "Conflict",
      details: "A record of this type and name already exists",
    });
  });

  it("lets one of ten creations of the same record at once win", async () => {
    const body = { type: "customer", name: "Race" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(body)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
    expect(await prisma().record.count({ where: { organizationId, name: "Race" } })).toBe(1);
  });

  it("is not moved by a record of the same name in another organization", async () => {
    const other = await createKey({ organizationId: await createOrganization() });
    const body = { type: "customer", name: "Shared name" };
    expect((await create(body, live)).status).toBe(201);
    expect((await create(body, other)).status).toBe(201);
  });
});

describe("POST 413 and 415", () => {
  it("refuses a body over 1 MB", async () => {
    const answer = await create({ type: "a", name: "b", metadata: { a: "x".repeat(1_000_000) } });
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual({
      error: "Payload Too Large",
      details: "The body has more than 1000000 bytes.",
    });
  });

  it("refuses a body that is not JSON", async () => {
    const headers = { ...live.headers, "content-type": "text/plain" };
    const answer = await callRoute(POST, "POST", { headers, body: '{"type":"a","name":"b"}' });
    expect(answer.status).toBe(415);
    expect(answer.body).toEqual({
      error: "Unsupported Media Type",
      details: "Send the body as application/json.",
    });
  });
});

describe("POST 429", () => {
  it("changes nothing once the limit is reached", async () => {
    const key = await createKey({ organizationId, limitPerHour: 1 });
    expect((await create({ type: "limit", name: "First" }, key)).status).toBe(201);
    const answer = await create({ type: "limit", name: "Second" }, key);
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual({
      error: "Rate limit exceeded",
      details: "Hourly limit of 1 requests reached",
    });
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await prisma().record.count({ where: { type: "limit" } })).toBe(1);
  });
});
