import { once } from "node:events";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { pepperChecks } from "@/lib/credentials/hash-secret";
import { pool } from "@/lib/db/pool";
import { Presence } from "@/lib/db/presence";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { openDecisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { deleteSurface } from "@/lib/services/surface/writes";
import { readUsageCounts } from "@/lib/usage/read-usage";
import { usageQueue } from "@/lib/usage/record-usage";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { call } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { asOwner } from "@/tests/support/roles";
import { spawnBundled } from "@/tests/support/spawn-bundled";
import { Flusher } from "./flusher";
import { sweepDead } from "./sweeper";

const dead = openDecisions();
let key: CreatedKey;

beforeEach(async () => {
  usageQueue().length = 0;
  await asOwner("TRUNCATE usage_events, usage_deltas, usage_journal, usage_minutes");
  key = await createKey({ organizationId: await createOrganization(), limitPerHour: 100 });
});

afterAll(async () => {
  await dead.close();
  await closeUsagePool();
});

function many(amount: number, open = true) {
  return Promise.all(Array.from({ length: amount }, () => call(dead, key.plaintext, { open })));
}

async function events(): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ outcome: string; count: number }>(
    "SELECT outcome, count(*)::int AS count FROM usage_events GROUP BY outcome",
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

async function journal(): Promise<number> {
  return (await pool().query("SELECT 1 FROM usage_journal")).rowCount ?? 0;
}

describe("what a process had decided when it died", () => {
  it("becomes events: the accepted requests as interrupted, the refused ones as refused", async () => {
    await many(130);
    const bound = await createKey({
      organizationId: await createOrganization(),
      allowedIps: ["198.51.100.7"],
    });
    await call(dead, bound.plaintext, { open: true, callerAddress: "203.0.113.8" });
    await pool().query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [key.id]);
    await many(5);
    await sweepDead("inst_other", 0);
    expect(await events()).toEqual({
      interrupted: 100,
      limited: 30,
      address_not_allowed: 1,
      revoked: 5,
    });
    expect(await journal()).toBe(0);
  });

  it("counts refused requests of a key whose surface is deleted meanwhile", async () => {
    const { principal } = await createPerson({ organizationId: key.organizationId });
    const { productId: id, surfaceId } = await makeSurface(principal);
    const { plaintext, id: keyId } = await createSurfaceKey(
      { organizationId: key.organizationId, productId: id, surfaceId },
      { disabledAt: new Date() },
    );
    await call(dead, plaintext, { open: true });
    const caller = { principal, requestId: newId("request") };
    await deleteSurface.perform(caller, () => ({ id, surfaceId }));
    await call(dead, plaintext, { open: true });
    await sweepDead("inst_other", 0);
    expect(await events()).toEqual({ disabled: 1, revoked: 1 });
    const { rows } = await pool().query("SELECT DISTINCT key_id FROM usage_events");
    expect(rows).toEqual([{ key_id: keyId }]);
  });

  it("keeps what is known of each request", async () => {
    const facts = { requestId: "req_1", route: "/v1/flows/{id}", permission: "FLOWS:READ" };
    const verdict = await call(dead, key.plaintext, { ...facts, open: true });
    if (verdict.state !== "accepted") throw new Error("a ticket is needed");
    await sweepDead("inst_other", 0);
    const { rows } = await pool().query("SELECT * FROM usage_events");
    expect(rows).toEqual([
      {
        organization_id: key.organizationId,
        key_id: key.id,
        secret_id: key.secretId,
        request_id: "req_1",
        at: new Date(verdict.ticket.at),
        method: "GET",
        route: "/v1/flows/{id}",
        permission: "FLOWS:READ",
        outcome: "interrupted",
        status: null,
        duration_us: null,
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

  it("is counted once where a part of it was written before", async () => {
    await Promise.all([many(10), many(7, false)]);
    await new Flusher().flush();
    await sweepDead("inst_other", 0);
    await rollUp();
    expect(await events()).toEqual({ ok: 7, interrupted: 10 });
    const { rows } = await pool().query("SELECT sum(requests)::int AS sum FROM usage_minutes");
    expect(rows).toEqual([{ sum: 17 }]);
  });

  it("is counted once, as what it was, when the process was only cut off", async () => {
    await many(5, false);
    await sweepDead("inst_other", 0);
    expect(await events()).toEqual({ interrupted: 5 });
    await rollUp();
    await new Flusher().flush();
    expect(await events()).toEqual({ ok: 5 });
    await rollUp();
    const { rows } = await pool().query(
      `SELECT outcome, sum(requests)::int AS requests, sum(duration_us)::int AS duration
       FROM usage_minutes GROUP BY outcome ORDER BY outcome`,
    );
    expect(rows).toEqual([
      { outcome: "interrupted", requests: 0, duration: 0 },
      { outcome: "ok", requests: 5, duration: 7_500 },
    ]);
    const minutes = { granularity: "minute", groups: ["outcome"], limit: 10 } as const;
    const counted = await readUsageCounts({
      ...minutes,
      organizationId: key.organizationId,
      from: new Date(0),
      to: new Date("9999-01-01"),
    });
    expect(counted.map(({ outcome, requests }) => [outcome, requests])).toEqual([["ok", 5]]);
  });

  it("is swept exactly once by several sweepers at a time", async () => {
    for (let batch = 0; batch < 250; batch += 1) await many(1);
    await Promise.all([1, 2, 3, 4].map((n) => sweepDead(`inst_${n}`, 0)));
    await sweepDead("inst_other", 0);
    await rollUp();
    expect(await events()).toEqual({ interrupted: 100, limited: 150 });
    const { rows } = await pool().query("SELECT sum(requests)::int AS sum FROM usage_minutes");
    expect(rows).toEqual([{ sum: 250 }]);
    expect(await journal()).toBe(0);
  });

  it("is left alone while it is young, and by the process itself", async () => {
    await many(3);
    await sweepDead("inst_other");
    await sweepDead(dead.instance, 0);
    expect(await journal()).toBe(1);
  });

  it("is left alone as long as the process lives, also when its connection broke", async () => {
    const presence = new Presence(dead.instance, pepperChecks(env().RUNTYPE_KEY_PEPPERS));
    await presence.join();
    await many(3);
    const { rowCount } = await pool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runtype-alive' AND datname = current_database()",
    );
    expect(rowCount).toBe(1);
    await sweepDead("inst_other", 0);
    expect(await journal()).toBe(1);
    await presence.leave();
    await sweepDead("inst_other", 0);
    expect(await events()).toEqual({ interrupted: 3 });
  });
});

describe("a process that is killed in the middle of its work", () => {
  it("leaves every request that it let in to be counted exactly once", async () => {
    const busy = await createKey({ organizationId: key.organizationId });
    const child = await spawnBundled("tests/support/deciding-process.ts", busy.plaintext);
    let printed = "";
    child.stdout?.on("data", (data) => {
      printed += data;
    });
    await expect.poll(() => printed.length).toBeGreaterThan(100_000);
    child.kill("SIGKILL");
    await once(child, "close");
    // What it had sent may still be under way in the database.
    await new Promise((resolve) => setTimeout(resolve, 250));
    await expect
      .poll(
        async () => {
          await sweepDead("inst_other", 0);
          return journal();
        },
        { timeout: 10_000 },
      )
      .toBe(0);
    while (await rollUp());
    const { rows } = await pool().query(
      `SELECT count(*)::int AS events, count(DISTINCT request_id)::int AS requests,
         (SELECT hour_used FROM key_windows WHERE key_id = $1) AS charged,
         (SELECT sum(requests)::int FROM usage_minutes WHERE key_id = $1) AS "rolledUp"
       FROM usage_events WHERE key_id = $1`,
      [busy.id],
    );
    const ids = printed.trim().split("\n");
    const known = await pool().query(
      "SELECT 1 FROM usage_events WHERE key_id = $1 AND request_id = ANY ($2)",
      [busy.id, ids],
    );
    expect(known.rowCount).toBe(ids.length);
    const { charged } = rows[0];
    expect(rows).toEqual([{ events: charged, requests: charged, charged, rolledUp: charged }]);
    expect(await events()).toMatchObject({
      ok: expect.any(Number),
      interrupted: expect.any(Number),
    });
  });
});
