import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { openDecisions } from "@/lib/decisions/decisions";
import { call } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { callersOf } from "./callers";
import { recentDecisions } from "./key-requests";
import { sparklines } from "./key-traffic";
import { rollUp } from "./write-roll-ups";

const store = openDecisions();
let foreign = "";
let key: CreatedKey;

beforeAll(async () => {
  foreign = await createOrganization();
});

beforeEach(async () => {
  key = await createKey({ organizationId: await createOrganization(), limitPerHour: 6 });
});

afterAll(async () => {
  await store.close();
  await closeUsagePool();
});

async function callAll(...facts: Parameters<typeof call>[2][]): Promise<void> {
  for (const each of facts) await call(store, key.plaintext, each);
  await new Flusher().drain();
  while (await rollUp());
}

function addDay(daysAgo: number, requests: number, outcome = "ok"): Promise<unknown> {
  return pool().query(
    `INSERT INTO usage_key_days (organization_id, key_id, capability_id, outcome, bucket, requests)
     VALUES ($1, $2, '', $5, date_trunc('day', now(), 'UTC') - $3 * interval '1 day', $4)`,
    [key.organizationId, key.id, daysAgo, requests, outcome],
  );
}

describe("the sparkline of a key", () => {
  it("has a number for each of seven days, today last and up to this moment", async () => {
    await addDay(1, 5);
    await addDay(1, 2, "limited");
    await addDay(6, 3);
    await addDay(7, 100);
    await callAll({});
    await call(store, key.plaintext, {});
    await new Flusher().drain();
    const lines = await sparklines(key.organizationId, [key.id, "key_idle"]);
    expect(lines.get(key.id)).toEqual([3, 0, 0, 0, 0, 7, 2]);
    expect(lines.get("key_idle")).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

describe("the activity of a key", () => {
  it("lists its decisions, newest first", async () => {
    await callAll({ requestId: "req_a" }, { requestId: "req_b" }, { requestId: "req_c" });
    const [first, second, ...rest] = await recentDecisions(key.organizationId, key.id, 3);
    expect([first?.requestId, second?.requestId]).toEqual(["req_c", "req_b"]);
    expect(await recentDecisions(key.organizationId, key.id, 1)).toEqual([first]);
    expect(rest).toEqual([
      {
        at: expect.any(Date),
        requestId: "req_a",
        secretId: key.secretId,
        capabilityId: null,
        method: "GET",
        route: "/v1/me",
        path: null,
        outcome: "ok",
        status: 200,
        durationUs: 1_500,
        address: "192.0.2.0/24",
        userAgent: "test/1.0",
      },
    ]);
  });

  it("counts what the windows of now were charged, not those of before", async () => {
    await callAll({}, {});
    expect(await store.windowsNow(key.organizationId, key.id)).toMatchObject({ hour: 2, day: 2 });
    const age = "UPDATE key_windows SET hour_bucket = hour_bucket - 1 WHERE key_id = $1";
    await pool().query(age, [key.id]);
    expect(await store.windowsNow(key.organizationId, key.id)).toMatchObject({ hour: 0, day: 2 });
  });

  it("names its callers, the busiest first", async () => {
    await callAll({ userAgent: "one" }, { userAgent: "two" }, { userAgent: "two" });
    expect(await callersOf(key.organizationId, key.id)).toEqual([
      { address: "192.0.2.0/24", userAgent: "two", requests: 2, lastAt: expect.any(Date) },
      { address: "192.0.2.0/24", userAgent: "one", requests: 1, lastAt: expect.any(Date) },
    ]);
  });

  it("is not told to another organization", async () => {
    await callAll({});
    expect((await sparklines(foreign, [key.id])).get(key.id)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await recentDecisions(foreign, key.id, 10)).toEqual([]);
    expect(await callersOf(foreign, key.id)).toEqual([]);
    expect(await store.windowsNow(foreign, key.id)).toEqual({ minute: 0, hour: 0, day: 0 });
  });
});
