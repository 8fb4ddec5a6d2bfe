import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sweepAbandoned } from "@/lib/background/sweeper";
import { NO_REQUESTS } from "@/lib/core/windows";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { abandonedBatches } from "@/lib/journal/journal-entry";
import { call, states } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import type { Decider } from "./decider";
import { openDecisions } from "./decisions";

const network = new FlakyNetwork(env().DATABASE_URL);
let store: Decider;
let key: CreatedKey;
let organizationId: string;

beforeAll(async () => {
  store = openDecisions(await network.open());
});

beforeEach(async () => {
  organizationId = await createOrganization();
  key = await createKey({ organizationId });
  expect(states([await call(store, key.plaintext, { open: true })])).toEqual({ accepted: 1 });
});

afterEach(() => network.become("fine"));

afterAll(async () => {
  await store.close();
  await network.close();
});

/** Asks so many times at once; answers how each ended. */
async function ask(count: number): Promise<unknown[]> {
  const asked = Array.from({ length: count }, () => call(store, key.plaintext, { open: true }));
  const ends = await Promise.allSettled(asked);
  return ends.map((end) => (end.status === "rejected" ? end.reason.code : end.value.state));
}

async function expectRecovery(): Promise<void> {
  await network.become("fine");
  expect(states([await call(store, key.plaintext, { open: true })])).toEqual({ accepted: 1 });
}

describe("when the database cannot be asked, nobody is let in", () => {
  it("when it refuses connections: every waiter hears so, and all is well after", async () => {
    await network.become("down");
    const codes = await ask(700);
    expect(new Set(codes)).toEqual(new Set(["unavailable"]));
    await expectRecovery();
  });

  it("when it does not answer: every waiter hears so before it is back", async () => {
    await network.become("silent");
    const first = ask(700);
    const late = new Promise((resolve) => setTimeout(resolve, 2_000)).then(() => ask(300));
    for (const codes of await Promise.all([first, late])) {
      expect(new Set(codes)).toEqual(new Set(["unavailable"]));
    }
    await expectRecovery();
  });

  it("when a change holds the key for long: the statement is given up", async () => {
    const client = await pool().connect();
    await client.query("BEGIN");
    await client.query("UPDATE api_keys SET name = 'x' WHERE id = $1", [key.id]);
    const codes = await ask(3);
    await client.query("ROLLBACK");
    client.release();
    expect(codes).toEqual(["unavailable", "unavailable", "unavailable"]);
    await expectRecovery();
  });

  it("but a connection that ended while idle is replaced without a sound", async () => {
    await pool().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'runtype-decisions'`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expectRecovery();
  });
});

describe("when the answer is lost after the database has decided", () => {
  it("what was charged becomes usage exactly once, as interrupted", async () => {
    await network.become("deaf");
    const codes = await ask(20);
    expect(new Set(codes)).toEqual(new Set(["unavailable"]));
    expect(abandonedBatches().length).toBeGreaterThan(0);
    await sweepAbandoned();
    await sweepAbandoned();
    const { rows } = await pool().query(
      `SELECT count(*)::int AS events, min(outcome) AS outcome, (SELECT hour_used FROM key_windows
         WHERE key_id = $1) AS charged FROM usage_events WHERE key_id = $1`,
      [key.id],
    );
    expect(rows).toEqual([{ events: 20, outcome: "interrupted", charged: 21 }]);
    await expectRecovery();
  });
});

describe("a probe", () => {
  it("passes, however many there are at once, and charges nothing", async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.probe()));
    const { hour, day } = await store.windowsNow(organizationId, key.id);
    expect({ hour, day }).toEqual({ hour: 1, day: 1 });
    expect(await store.windowsNow(organizationId, "key_none")).toEqual(NO_REQUESTS);
  });

  it("fails while the database is away", async () => {
    await network.become("down");
    await expect(store.probe()).rejects.toThrow();
    await expectRecovery();
  });
});
