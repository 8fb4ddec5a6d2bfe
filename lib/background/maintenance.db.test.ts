import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { env } from "@/lib/env";
import { asOwner } from "@/tests/support/roles";
import { maintainUsage } from "./maintenance";

const DAY = 86_400_000;
const settings = env();

beforeEach(async () => {
  globalThis.runtypeEnv = {
    ...settings,
    RUNTYPE_USAGE_EVENT_DAYS: 30,
    RUNTYPE_USAGE_ROLLUP_DAYS: 60,
  };
  for (const day of await partitions()) await asOwner(`DROP TABLE usage_events_${day}`);
  await asOwner("TRUNCATE usage_events, usage_minutes, usage_hours, usage_days");
});

afterAll(async () => {
  globalThis.runtypeEnv = settings;
  await closeUsagePool();
});

function dayOf(daysFromNow: number): string {
  const date = new Date(Date.now() + daysFromNow * DAY);
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

async function partitions(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT right(inhrelid::regclass::text, 8) AS name FROM pg_inherits
     WHERE inhparent = 'usage_events'::regclass AND inhrelid::regclass::text ~ '[0-9]{8}$' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

function insertEvent(requestId: string, daysAgo: number): Promise<unknown> {
  return pool().query(
    `INSERT INTO usage_events (organization_id, key_id, secret_id, request_id, at, method, route, outcome)
     VALUES ('org', 'key', 'sec', $1, now() - $2 * interval '1 day', 'GET', '/v1/me', 'ok')
     ON CONFLICT DO NOTHING`,
    [requestId, daysAgo],
  );
}

async function places(): Promise<Record<string, string>> {
  const { rows } = await pool().query<{ id: string; place: string }>(
    "SELECT request_id AS id, tableoid::regclass::text AS place FROM usage_events",
  );
  return Object.fromEntries(rows.map(({ id, place }) => [id, place]));
}

describe("the partitions of usage events", () => {
  it("are there for today and the next seven days", async () => {
    await maintainUsage();
    expect(await partitions()).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map(dayOf));
    await insertEvent("today", 0);
    expect(await places()).toEqual({ today: `usage_events_${dayOf(0)}` });
  });

  it("take over events that came before them, and keep them unique", async () => {
    const at = "2 hours ago";
    await insertEvent(at, 0);
    await insertEvent("two days ago", 2);
    await maintainUsage();
    expect(await places()).toEqual({
      [at]: `usage_events_${dayOf(0)}`,
      "two days ago": `usage_events_${dayOf(-2)}`,
    });
    const again = "INSERT INTO usage_events SELECT * FROM usage_events ON CONFLICT DO NOTHING";
    expect((await pool().query(again)).rowCount).toBe(0);
  });

  it("are opened once by several processes, also under writing", async () => {
    const writing = Promise.all(
      Array.from({ length: 200 }, (_, n) => insertEvent(`event ${n}`, n % 3).catch(() => n)),
    );
    await Promise.all([maintainUsage(), maintainUsage(), maintainUsage()]);
    const refused = (await writing).filter((end) => typeof end === "number");
    await maintainUsage();
    const found = Object.values(await places());
    expect(found.length).toBe(200 - refused.length);
    expect(found).not.toContain("usage_events_default");
  });

  it("are dropped once every event in them is older than the retention", async () => {
    await insertEvent("kept", 30);
    await insertEvent("dropped", 31.01);
    await maintainUsage();
    expect(Object.keys(await places())).toEqual(["kept"]);
    expect(await partitions()).not.toContain(dayOf(-31.01));
  });
});

describe("roll-ups", () => {
  it.each(["usage_minutes", "usage_hours", "usage_days"])(
    "in %s are deleted when they are older than the retention, however many",
    async (table) => {
      await pool().query(
        `INSERT INTO ${table} (organization_id, key_id, secret_id, route, outcome, bucket, requests, duration_us)
         SELECT 'org', 'key' || n, 'sec', '/v1/me', 'ok', now() - days * interval '1 day', 1, 1
         FROM generate_series(1, 12000) AS n CROSS JOIN (VALUES (59), (61)) AS age (days)`,
      );
      await maintainUsage();
      const { rows } = await pool().query(
        `SELECT count(*)::int AS count, min(bucket) > now() - interval '60 days' AS young FROM ${table}`,
      );
      expect(rows).toEqual([{ count: 12_000, young: true }]);
    },
  );
});
