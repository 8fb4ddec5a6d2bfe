import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { openDecisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { recordUsage, usageQueue } from "@/lib/usage/record-usage";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { call, settle, states } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { asOwner } from "@/tests/support/roles";
import { awayFromEndOf } from "@/tests/support/within-window";
import { Flusher } from "./flusher";

const store = openDecisions();
const flusher = new Flusher();
let key: CreatedKey;

beforeAll(async () => {
  key = await createKey({ organizationId: await createOrganization() });
});

beforeEach(async () => {
  usageQueue().length = 0;
  await asOwner("TRUNCATE usage_events, usage_deltas, usage_journal, usage_minutes");
});

afterAll(async () => {
  await store.close();
  await closeUsagePool();
});

async function count(table: "usage_events" | "usage_journal" | "usage_deltas"): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table}`,
  );
  return rows[0]?.count ?? 0;
}

function many(amount: number, open = false) {
  return Promise.all(Array.from({ length: amount }, () => call(store, key.plaintext, { open })));
}

function terminateWriters(): Promise<unknown> {
  return pool().query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'runtype-usage'`,
  );
}

describe("a flush", () => {
  it("writes each event with what is known of it", async () => {
    await call(store, key.plaintext, { requestId: "req_1", permission: "FLOWS:READ" });
    await flusher.flush();
    const { rows } = await pool().query("SELECT * FROM usage_events");
    expect(rows).toEqual([
      {
        organization_id: key.organizationId,
        key_id: key.id,
        secret_id: key.secretId,
        request_id: "req_1",
        at: expect.any(Date),
        method: "GET",
        route: "/v1/me",
        permission: "FLOWS:READ",
        outcome: "ok",
        status: 200,
        duration_us: 1_500,
        address: "192.0.2.0/24",
        user_agent: "test/1.0",
        place: "1",
        asked_permissions: null,
        capability_id: "",
        path: null,
        ...{ customer_id: "", integration: "", units: 0, overage_units: 0, price: "0", cost: "0" },
        ...{ price_parts: null, billable: false },
      },
    ]);
  });

  it("keeps the order of several chunks, and leaves nothing behind", async () => {
    await many(4_500);
    await flusher.drain();
    expect([await count("usage_events"), await count("usage_journal")]).toEqual([4_500, 0]);
    expect(usageQueue()).toEqual([]);
  });

  it("removes a journal entry when all of its requests are events, not before", async () => {
    const [first, second] = await many(2, true);
    if (!first || !second) throw new Error("two verdicts are needed");
    settle(first, first.request);
    await flusher.flush();
    expect([await count("usage_events"), await count("usage_journal")]).toEqual([1, 1]);
    settle(second, second.request);
    await flusher.flush();
    expect([await count("usage_events"), await count("usage_journal")]).toEqual([2, 0]);
  });

  it("of an event that was written before counts nothing again", async () => {
    await call(store, key.plaintext);
    const [event] = usageQueue();
    if (!event) throw new Error("an event is needed");
    await flusher.flush();
    recordUsage(event);
    await flusher.flush();
    expect([await count("usage_events"), await count("usage_deltas")]).toEqual([1, 1]);
  });

  it("writes odd callers as well as may be", async () => {
    const userAgent = `a\u001fb\u0000c\n"'\\ {} \u{1f511}`;
    await call(store, key.plaintext, { userAgent, address: null });
    await call(store, key.plaintext, { userAgent: null });
    await flusher.flush();
    const { rows } = await pool().query("SELECT user_agent, address FROM usage_events ORDER BY at");
    expect(rows).toEqual([
      { user_agent: `a b c "'\\ {} \u{1f511}`, address: null },
      { user_agent: null, address: "192.0.2.0/24" },
    ]);
  });

  it("loses the one event that the database refuses, and no other", async () => {
    await many(50);
    const refused = usageQueue()[17];
    if (!refused) throw new Error("an event is needed");
    refused.status = 1e9;
    await flusher.drain();
    expect(await count("usage_events")).toBe(49);
  });

  it("takes no more events than memory bears, and says so", async () => {
    await call(store, key.plaintext);
    const [event] = usageQueue();
    if (!event) throw new Error("an event is needed");
    usageQueue().length = 1_000_000;
    recordUsage(event);
    expect(usageQueue().length).toBe(1_000_000);
    usageQueue().length = 0;
  });
});

describe("while the database is away", () => {
  it("events stay queued in order, and are written when it is back", async () => {
    const network = new FlakyNetwork(env().DATABASE_URL);
    const settings = env();
    globalThis.runtypeEnv = { ...settings, DATABASE_URL: await network.open() };
    await closeUsagePool();
    await many(2_300);
    const before = [...usageQueue()];
    await network.become("down");
    await expect(flusher.flush()).rejects.toThrow();
    expect(usageQueue()).toEqual(before);
    await network.become("fine");
    await network.become("deaf");
    await expect(flusher.flush()).rejects.toThrow();
    await network.become("fine");
    await flusher.drain();
    await closeUsagePool();
    globalThis.runtypeEnv = settings;
    await network.close();
    expect([await count("usage_events"), await count("usage_journal")]).toEqual([2_300, 0]);
  });
});

describe("flushes that fail in the middle", () => {
  it("lose nothing and count nothing twice: events, roll-ups and the callers agree", async () => {
    await awayFromEndOf("hour", 20_000);
    const limited = await createKey({ organizationId: key.organizationId, limitPerHour: 2_000 });
    const verdicts = [];
    const failures: unknown[] = [];
    const killing = setInterval(() => void terminateWriters(), 15);
    for (let round = 0; round < 20; round += 1) {
      const asked = Array.from({ length: 150 }, () => call(store, limited.plaintext));
      verdicts.push(...(await Promise.all(asked)));
      await flusher.flush().catch((error: unknown) => failures.push(error));
      await rollUp().catch((error: unknown) => failures.push(error));
    }
    clearInterval(killing);
    await terminateWriters();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await flusher.drain();
    while (await rollUp());
    const sums = await pool().query(
      `SELECT outcome, sum(requests)::int AS requests FROM usage_minutes GROUP BY outcome ORDER BY 1`,
    );
    expect(failures.length).toBeGreaterThan(0);
    expect(states(verdicts)).toEqual({ accepted: 2_000, limited: 1_000 });
    expect(await count("usage_events")).toBe(3_000);
    expect(await count("usage_journal")).toBe(0);
    expect(sums.rows).toEqual([
      { outcome: "limited", requests: 1_000 },
      { outcome: "ok", requests: 2_000 },
    ]);
  });
});
