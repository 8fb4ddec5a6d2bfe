import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GRANULARITIES } from "@/lib/contracts/analytics/fields";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { pool } from "@/lib/db/pool";
import { closeUsagePool, inTurn } from "@/lib/db/usage-pool";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { countedRows } from "./read-roll-ups";
import { writeEvents } from "./write-events";
import { rollUp } from "./write-roll-ups";

let key: CreatedKey;

beforeAll(async () => {
  key = await createKey({ organizationId: await createOrganization() });
});

beforeEach(() =>
  asOwner(
    `TRUNCATE usage_events, usage_deltas, usage_minutes, usage_hours, usage_days, usage_key_hours,
      usage_key_days, usage_speed_hours, usage_speed_days, secret_uses`,
  ),
);

afterAll(closeUsagePool);

function write(at: string, outcome: Outcome = "ok", address = "192.0.2.0/24", route = "/v1/me") {
  const event = {
    ...{ instance: "inst", batch: 1, size: 1, at: Date.parse(at), method: "GET", permission: null },
    ...{ organizationId: key.organizationId, keyId: key.id, secretId: key.secretId },
    ...{ requestId: newId("request"), route, outcome, status: 200, durationUs: 10 },
    ...{
      address,
      userAgent: "test/1.0",
      capabilityId: null,
      path: null,
      place: null,
      askedPermissions: null,
      ...{ customerId: null, integration: null, units: 0, overageUnits: 0, price: 0, cost: 0 },
      ...{ priceParts: null, billable: false },
    },
  };
  return writeEvents([event], []);
}

async function sums(table: string): Promise<string[]> {
  const { rows } = await pool().query(
    `SELECT to_char(bucket AT TIME ZONE 'UTC', 'DD HH24:MI') AS bucket, outcome, requests, duration_us
     FROM ${table} ORDER BY 1, 2`,
  );
  return rows.map((row) => `${row.bucket} ${row.outcome} ${row.requests} ${row.duration_us}`);
}

async function use() {
  const { rows } = await pool().query("SELECT first_at, last_at, address FROM secret_uses");
  return rows;
}

/** Sets back up to where hours and days are whole, as it was in 2026. */
async function openSince(hour: string, day: string): Promise<void> {
  const set = "UPDATE usage_horizons SET until = $2 WHERE unit = $1";
  await pool().query(set, ["hour", `2026-${hour}:00:00Z`]);
  await pool().query(set, ["day", `2026-${day}T00:00:00Z`]);
}

const HOURS = ["usage_hours", "usage_key_hours", "usage_speed_hours"];
const DAYS = ["usage_days", "usage_key_days", "usage_speed_days"];
const DETAILS = ["whole", "keys", "speeds"] as const;

async function total(rows: string): Promise<number> {
  const found = await pool().query<{ sum: number }>(
    `SELECT coalesce(sum(requests), 0)::int AS sum FROM ${rows}`,
  );
  return found.rows[0]?.sum ?? 0;
}

async function totals(tables: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (const table of tables) found.push(await total(table));
  return found;
}

/** What every reader of counts sees, of buckets of every length. */
function seen(): Promise<number[]> {
  const text = `organization_id = '${key.organizationId}'`;
  return totals(
    GRANULARITIES.flatMap((unit) => DETAILS.map((detail) => countedRows(unit, detail, { text }))),
  );
}

const NINE_TIMES = (sum: number) => new Array<number>(9).fill(sum);

describe("hours and days", () => {
  it("are added up from what is finer once they are over, and seen by everyone before", async () => {
    const now = new Date().toISOString();
    await write(now);
    await write(now, "limited");
    expect(await seen()).toEqual(NINE_TIMES(2));
    await rollUp();
    expect(await totals([...HOURS, ...DAYS])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await seen()).toEqual(NINE_TIMES(2));
  });

  it("are completed by the run that finds them over, each once", async () => {
    await openSince("03-01T23", "03-01");
    await write("2026-03-01T23:59:59.999Z");
    await write("2026-03-02T00:00:00.000Z");
    await write("2026-03-02T00:59:00.000Z", "limited");
    await rollUp();
    await rollUp();
    expect(await totals([...HOURS, ...DAYS])).toEqual([3, 3, 3, 3, 3, 3]);
    expect(await seen()).toEqual(NINE_TIMES(3));
    expect(await sums("usage_hours")).toEqual([
      "01 23:00 ok 1 10",
      "02 00:00 limited 1 10",
      "02 00:00 ok 1 10",
    ]);
    const open = await pool().query(
      "SELECT 1 FROM usage_horizons WHERE until < now() - interval '3 minutes' - ('1 ' || unit)::interval",
    );
    expect(open.rows).toEqual([]);
  });

  it("take in what comes after they were completed", async () => {
    await openSince("03-01T23", "03-01");
    await write("2026-03-01T23:00:00Z");
    await rollUp();
    await write("2026-03-01T23:30:00Z");
    expect(await seen()).toEqual(NINE_TIMES(2));
    await rollUp();
    expect(await totals([...HOURS, ...DAYS])).toEqual([2, 2, 2, 2, 2, 2]);
    expect(await seen()).toEqual(NINE_TIMES(2));
  });

  it("are counted once while days are whole further than hours are", async () => {
    await openSince("03-01T23", "03-02");
    await write("2026-03-01T22:00:00Z");
    await write("2026-03-01T23:00:00Z");
    await write("2026-03-02T00:00:00Z");
    expect(await seen()).toEqual(NINE_TIMES(3));
    await rollUp();
    expect(await seen()).toEqual(NINE_TIMES(3));
  });
});

describe("a roll-up", () => {
  it("adds up by minute, hour and day of the UTC clock, over several runs", async () => {
    await write("2026-03-01T23:59:59.999Z");
    await write("2026-03-02T00:00:00.000Z");
    await rollUp();
    await write("2026-03-02T00:00:59.999Z");
    await write("2026-03-02T00:01:00.000Z", "limited");
    await rollUp();
    expect(await rollUp()).toBe(false);
    expect(await sums("usage_minutes")).toEqual([
      "01 23:59 ok 1 10",
      "02 00:00 ok 2 20",
      "02 00:01 limited 1 10",
    ]);
    expect(await sums("usage_hours")).toEqual([
      "01 23:00 ok 1 10",
      "02 00:00 limited 1 10",
      "02 00:00 ok 2 20",
    ]);
    expect(await sums("usage_days")).toEqual([
      "01 00:00 ok 1 10",
      "02 00:00 limited 1 10",
      "02 00:00 ok 2 20",
    ]);
  });

  it("keeps routes apart", async () => {
    await write("2026-03-02T10:00:00Z", "ok", "192.0.2.0/24", "/v1/me");
    await write("2026-03-02T10:00:00Z", "ok", "192.0.2.0/24", "/v1/flows");
    await rollUp();
    expect(await sums("usage_days")).toEqual(["02 00:00 ok 1 10", "02 00:00 ok 1 10"]);
  });

  it("knows the first and the last use of a secret and where the last came from", async () => {
    await write("2026-03-02T10:00:01Z", "ok", "198.51.100.0/24");
    await write("2026-03-02T10:00:02Z", "failed", "203.0.113.0/24");
    await write("2026-03-02T10:00:03Z", "revoked", "192.0.2.0/24");
    await rollUp();
    await write("2026-03-02T10:00:00Z", "ok", "192.0.2.0/24");
    await rollUp();
    expect(await use()).toEqual([
      {
        first_at: new Date("2026-03-02T10:00:00Z"),
        last_at: new Date("2026-03-02T10:00:02Z"),
        address: "203.0.113.0/24",
      },
    ]);
  });

  it.each(["limited", "revoked", "disabled", "expired", "retired"] as const)(
    "does not call a refusal (%s) a use",
    async (outcome) => {
      await write("2026-03-02T10:00:00Z", outcome);
      await rollUp();
      expect(await use()).toEqual([]);
      expect(await sums("usage_days")).toHaveLength(1);
    },
  );

  it("continues when the organization of a count is gone", async () => {
    const gone = await createKey({ organizationId: await createOrganization() });
    const kept = key;
    key = gone;
    await write("2026-03-02T10:00:00Z");
    key = kept;
    await asOwner("DELETE FROM organizations WHERE id = $1", [gone.organizationId]);
    await rollUp();
    expect(await use()).toEqual([]);
    expect((await pool().query("SELECT 1 FROM usage_deltas")).rowCount).toBe(0);
  });

  it("is left to the process that is at it", async () => {
    await write("2026-03-02T10:00:00Z");
    await inTurn("usage: roll up", undefined, async () => {
      expect(await rollUp()).toBe(false);
      expect(await sums("usage_days")).toEqual([]);
    });
    await Promise.all([rollUp(), rollUp(), rollUp()]);
    expect(await sums("usage_days")).toEqual(["02 00:00 ok 1 10"]);
  });
});
