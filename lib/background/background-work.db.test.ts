import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { decisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { usageQueue } from "@/lib/usage/record-usage";
import { call } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { asOwner } from "@/tests/support/roles";
import { startBackgroundWork } from "./background-work";

const settings = env();
let key: CreatedKey;

beforeAll(async () => {
  key = await createKey({ organizationId: await createOrganization() });
});

beforeEach(async () => {
  usageQueue().length = 0;
  await asOwner("TRUNCATE usage_events, usage_deltas, usage_journal, usage_minutes");
});

afterEach(() => {
  globalThis.runtypeEnv = settings;
});

afterAll(() => decisions().close());

function many(amount: number, open = false) {
  const ask = () => call(decisions(), key.plaintext, { open });
  return Promise.all(Array.from({ length: amount }, ask));
}

async function rolledUp(): Promise<number> {
  const { rows } = await pool().query<{ sum: number }>(
    "SELECT coalesce(sum(requests), 0)::int AS sum FROM usage_minutes",
  );
  return rows[0]?.sum ?? 0;
}

async function connections(): Promise<number> {
  const { rowCount } = await pool().query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
       AND application_name IN ('runtype-usage', 'runtype-alive')`,
  );
  return rowCount ?? 0;
}

describe("the background work on usage", () => {
  it("is started once", async () => {
    const usage = startBackgroundWork();
    expect(startBackgroundWork()).toBe(usage);
    await usage.stop();
    expect(startBackgroundWork()).not.toBe(usage);
    await startBackgroundWork().stop();
  });

  it("brings what was decided into the roll-ups by itself, within seconds", async () => {
    const usage = startBackgroundWork();
    await many(300);
    await expect.poll(rolledUp).toBe(300);
    await usage.stop();
  });

  it("at its end has written and rolled up everything, and holds no connection", async () => {
    const usage = startBackgroundWork();
    await many(5_000);
    await usage.stop();
    expect(usageQueue()).toEqual([]);
    expect(await rolledUp()).toBe(5_000);
    expect((await pool().query("SELECT 1 FROM usage_journal")).rowCount).toBe(0);
    await expect.poll(connections).toBe(0);
  });

  it("ends while the database is away, and the next start loses nothing", async () => {
    const network = new FlakyNetwork(settings.DATABASE_URL);
    globalThis.runtypeEnv = { ...settings, DATABASE_URL: await network.open() };
    const usage = startBackgroundWork();
    await expect.poll(connections).toBeGreaterThan(1);
    await network.become("silent");
    await many(20);
    await usage.stop();
    await network.close();
    await expect.poll(() => usageQueue().length).toBe(20);
    const { rowCount } = await pool().query("SELECT 1 FROM usage_journal");
    expect(rowCount).toBeGreaterThan(0);
  });

  it("outlives an outage without a word that nobody hears", async () => {
    const network = new FlakyNetwork(settings.DATABASE_URL);
    globalThis.runtypeEnv = { ...settings, DATABASE_URL: await network.open() };
    const usage = startBackgroundWork();
    await expect.poll(connections).toBeGreaterThan(1);
    await network.become("down");
    await many(20);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await network.become("fine");
    await expect.poll(rolledUp).toBe(20);
    await usage.stop();
    await network.close();
  });
});
