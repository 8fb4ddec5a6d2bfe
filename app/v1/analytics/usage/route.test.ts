import { beforeAll, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { speedsOf } from "@/tests/support/speeds-of";
import { GET, POST } from "./route";

const FLOWS = "/v1/flows";
const RECORDS = "/v1/records/{id}";
const untold = { averageDurationMs: 0, p50DurationMs: 0, p95DurationMs: 0 };
const DAY = "from=2026-01-10T00:00:00Z&to=2026-01-11T00:00:00Z";

let one: CreatedKey;
let two: CreatedKey;
let foreign: CreatedKey;

/** Adds requests to the hour and the day that they belong to. */
async function count(key: CreatedKey, hour: string, counted: [string, string, number, number]) {
  const [route, outcome, requests, durationUs] = counted;
  const [speed] = await speedsOf([Math.round(durationUs / requests)]);
  for (const table of ["usage_hours", "usage_days"]) {
    const bucket = table === "usage_hours" ? hour : `${hour.slice(0, 10)}T00:00:00Z`;
    const { organizationId, id, secretId } = key;
    await pool().query(
      `INSERT INTO ${table} AS t (organization_id, key_id, secret_id, route, outcome, bucket,
         requests, duration_us, speed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (key_id, bucket, secret_id, route, outcome, capability_id, speed) DO UPDATE
       SET requests = t.requests + $7, duration_us = t.duration_us + $8`,
      [organizationId, id, secretId, route, outcome, bucket, requests, durationUs, speed],
    );
  }
}

beforeAll(async () => {
  const organizationId = await createOrganization();
  one = await createKey({ organizationId, permissions: ["ANALYTICS:READ"] });
  two = await createKey({ organizationId, permissions: ["ANALYTICS:READ"] });
  foreign = await createKey({ organizationId: await createOrganization() });
  await count(one, "2026-01-10T08:00:00Z", [FLOWS, "ok", 3, 4_500]);
  await count(one, "2026-01-10T08:00:00Z", [FLOWS, "limited", 1, 500]);
  await count(one, "2026-01-10T09:00:00Z", [RECORDS, "ok", 2, 1_001]);
  await count(two, "2026-01-10T09:00:00Z", [FLOWS, "ok", 10, 20_000]);
  await count(two, "2026-01-11T00:00:00Z", [FLOWS, "failed", 7, 7_000]);
  await count(foreign, "2026-01-10T09:00:00Z", [FLOWS, "ok", 1_000, 1]);
});

const ask = (query: string, { headers }: { headers: Record<string, string> } = one) =>
  callRoute(GET, "GET", { headers, path: `/v1/analytics/usage?${query}` });

describe("200", () => {
  it("counts the organization's requests by day, and no other's", async () => {
    const answer = await ask(`${DAY}&granularity=day`);
    const counted = {
      requests: 16,
      p50DurationMs: expect.closeTo(1.9, 0),
      p95DurationMs: expect.closeTo(2, 0),
    };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: [{ bucket: "2026-01-10T00:00:00.000Z", averageDurationMs: 1.625, ...counted }],
      totals: counted,
      from: "2026-01-10T00:00:00.000Z",
      to: "2026-01-11T00:00:00.000Z",
      granularity: "day",
    });
  });

  it("counts by hour and leaves out hours without requests", async () => {
    const answer = await ask(`${DAY}&granularity=hour`);
    expect(answer.body).toMatchObject({
      data: [
        { bucket: "2026-01-10T08:00:00.000Z", requests: 4, averageDurationMs: 1.25 },
        { bucket: "2026-01-10T09:00:00.000Z", requests: 12, averageDurationMs: 1.75 },
      ],
      totals: { requests: 16 },
    });
  });

  it("tells keys, routes and outcomes apart where asked", async () => {
    const bucket = "2026-01-10T00:00:00.000Z";
    const rows = async (groupBy: string) =>
      Object((await ask(`${DAY}&groupBy=${groupBy}`)).body).data.map((row: object) => ({
        ...row,
        ...untold,
      }));
    expect(await rows("key")).toEqual(
      [
        { bucket, keyId: one.id, requests: 6, ...untold },
        { bucket, keyId: two.id, requests: 10, ...untold },
      ].sort((a, b) => (a.keyId < b.keyId ? -1 : 1)),
    );
    expect(await rows("outcome")).toEqual([
      { bucket, outcome: "limited", requests: 1, ...untold },
      { bucket, outcome: "ok", requests: 15, ...untold },
    ]);
    expect(await rows("outcome,route")).toEqual(
      expect.arrayContaining([
        { bucket, route: FLOWS, outcome: "limited", requests: 1, ...untold },
        { bucket, route: FLOWS, outcome: "ok", requests: 13, ...untold },
        { bucket, route: RECORDS, outcome: "ok", requests: 2, ...untold },
      ]),
    );
    expect((await rows("key,route,outcome")).length).toBe(4);
  });

  it.each([
    ["route=%2Fv1%2Fflows", 14],
    ["outcome=limited", 1],
    ["outcome=ok&route=%2Fv1%2Fflows", 13],
    ["route=%2Fv1%2Fnone", 0],
    ["route=%27%20OR%201=1%20--", 0],
  ])("filters by %s", async (filter, requests) => {
    expect((await ask(`${DAY}&${filter}`)).body).toMatchObject({ totals: { requests } });
  });

  it("filters by key, and answers another organization's key like one of nobody", async () => {
    const of = async (keyId: string) => (await ask(`${DAY}&keyId=${keyId}`)).body;
    expect(await of(two.id)).toMatchObject({ totals: { requests: 10 } });
    expect(await of(foreign.id)).toEqual(await of(newId("key")));
    expect(await of(foreign.id)).toMatchObject({ data: [], totals: { requests: 0 } });
  });

  it("widens the range to whole buckets and says so", async () => {
    const range = "from=2026-01-10T09:59:59.999%2B00:30&to=2026-01-10T09:30:00Z";
    expect((await ask(`${range}&granularity=hour`)).body).toMatchObject({
      from: "2026-01-10T09:00:00.000Z",
      to: "2026-01-10T10:00:00.000Z",
      totals: { requests: 12 },
    });
    expect((await ask(range)).body).toMatchObject({ to: "2026-01-11T00:00:00.000Z" });
  });

  it("means the last 24 hours or 30 days when no range is given", async () => {
    vi.spyOn(clock, "now").mockReturnValue(new Date("2026-01-10T10:30:00Z"));
    expect((await ask("granularity=hour")).body).toMatchObject({
      from: "2026-01-09T10:00:00.000Z",
      to: "2026-01-10T11:00:00.000Z",
      totals: { requests: 16 },
    });
    expect((await ask("")).body).toMatchObject({
      from: "2025-12-11T00:00:00.000Z",
      to: "2026-01-11T00:00:00.000Z",
      granularity: "day",
    });
    vi.restoreAllMocks();
  });

  it("sums beyond 32 bits exactly", async () => {
    const key = await createKey({ organizationId: await createOrganization() });
    const hours = ["2025-05-01T01:00:00Z", "2025-05-02T01:00:00Z", "2025-05-03T01:00:00Z"];
    for (const hour of hours) await count(key, hour, [FLOWS, "ok", 2_147_483_647, 2_147_483_647]);
    const answer = await ask("from=2025-05-01T00:00:00Z&to=2025-06-01T00:00:00Z", key);
    expect(answer.body).toMatchObject({ totals: { requests: 3 * 2_147_483_647 } });
  });

  it("is open to every role", async () => {
    for (const role of ["owner", "admin", "member", "viewer"] as const) {
      const { token } = await createPerson({ organizationId: one.organizationId, role });
      const answer = await ask(DAY, { headers: { Authorization: `Bearer ${token}` } });
      expect(answer.body).toMatchObject({ totals: { requests: 16 } });
    }
  });
});

describe("400", () => {
  it.each([
    ["a range backwards", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from"],
    ["a range of 0 s", "from=2026-01-01T00:00:00Z&to=2026-01-01T01:00:00%2B01:00", "from"],
    ["a range over two years", "from=2023-12-31T23:59:59Z&to=2026-01-01T00:00:00Z", "from"],
    ["a range of 100 years", "from=1926-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "from"],
    ["a range from the year 0", "from=0000-01-01T00:00:00Z", "from"],
    ["a range from the future", "from=9999-01-01T00:00:00Z", "from"],
    ["a day for a moment", "from=2026-01-01", "from"],
    ["a moment without a zone", "to=2026-01-01T00:00:00", "to"],
    ["a day that does not exist", "to=2026-02-30T00:00:00Z", "to"],
    ["a range to the end of time", "from=9999-01-01T00:00:00Z&to=9999-12-31T23:59:59Z", "to"],
    ["an unknown granularity", "granularity=week", "granularity"],
    [
      "more minutes than a week has",
      `granularity=minute&from=2026-01-01T00:00:00Z&to=2026-01-08T00:00:01Z`,
      "from",
    ],
    ["an unknown outcome", "outcome=fine", "outcome"],
    ["an unknown group", "groupBy=secret", "groupBy"],
    ["a group given twice", "groupBy=key,key", "groupBy"],
    ["no group", "groupBy=", "groupBy"],
    ["an id of another kind", "keyId=flow_x", "keyId"],
    ["an id of 10,000 characters", `keyId=${"k".repeat(10_000)}`, "keyId"],
    ["an organization", "organizationId=org_x", ""],
  ])("refuses %s", async (_what, query, path) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
  });

  it("takes two whole years, at either end of the calendar", async () => {
    const ranges = [
      "from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
      "from=0001-01-01T00:00:00Z&to=0002-01-01T00:00:00Z",
      "from=0000-01-01T00:00:00Z&to=0001-01-01T00:00:00Z",
      "from=9997-01-01T00:00:00Z&to=9998-12-31T23:59:59Z",
    ];
    for (const range of ranges) expect((await ask(range)).status).toBe(200);
  });

  it("refuses more rows than an answer holds", async () => {
    const key = await createKey({ organizationId: await createOrganization() });
    await pool().query(
      `INSERT INTO usage_hours
       SELECT $1, $2, 's', '/v1/' || n, 'ok', '2025-05-01T00:00:00Z', 1, 1, '', 0
       FROM generate_series(1, 20001) n`,
      [key.organizationId, key.id],
    );
    const range = "from=2025-05-01T00:00:00Z&to=2025-05-02T00:00:00Z&granularity=hour";
    expect((await ask(range, key)).body).toMatchObject({ totals: { requests: 20_001 } });
    const answer = await ask(`${range}&groupBy=route`, key);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      details: "from: More than 20000 rows: shorten the range or group less.",
    });
  });
});

describe("401, 403 and 405", () => {
  it("answers a stranger", async () => {
    const answer = await ask(DAY, { headers: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error: "Unauthorized", details: "Invalid or missing API key" });
  });

  it("names the permission that the key lacks", async () => {
    const { organizationId } = one;
    const key = await createKey({ organizationId, permissions: ["FLOWS:*", "RECORDS:*"] });
    const answer = await ask(DAY, key);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "Missing required permission: ANALYTICS:READ",
    });
  });

  it("says which methods the path answers to", async () => {
    const answer = await callRoute(POST, "POST", { headers: one.headers, body: {} });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  });
});
