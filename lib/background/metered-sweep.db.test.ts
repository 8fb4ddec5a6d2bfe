import { afterAll, beforeEach, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { chargeUnits } from "@/lib/decisions/charge-units";
import { usageQueue } from "@/lib/usage/record-usage";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer } from "@/tests/factories/customer";
import { settle, someRequest } from "@/tests/factories/decision";
import { asOwner } from "@/tests/support/roles";
import { at, openSharedWorld, usedBy } from "@/tests/support/shared-world";
import { awayFromEndOf } from "@/tests/support/within-window";
import { Flusher } from "./flusher";
import { sweepDead } from "./sweeper";

const { organizationId, keysOf, call, close } = await openSharedWorld();

beforeEach(async () => {
  usageQueue().length = 0;
  await asOwner(
    "TRUNCATE usage_events, usage_deltas, usage_journal, customer_hours, customer_days",
  );
  await awayFromEndOf("minute", 5_000);
});

afterAll(async () => {
  await close();
  await closeUsagePool();
});

const EVENTS = `SELECT outcome, customer_id, integration, units, overage_units, capability_id <> '' AS called
  FROM usage_events ORDER BY outcome, units`;

async function events() {
  return (await pool().query(EVENTS)).rows;
}

const none = { units: 0, overage_units: 0, called: false };

it("keeps whose the calls of a killed process were, and what they took", async () => {
  const [key, dead] = await keysOf(2, { integration: 'CRM "sync" ü' });
  if (!key || !dead) throw new Error("two keys are needed");
  const facts = { organizationId, unitsPerMonth: 8n };
  const customer_id = await makeCustomer(facts, [key, dead]);
  const integration = 'CRM "sync" ü';
  await pool().query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [dead.id]);
  await call(0, key, "heavy");
  await call(0, key, "heavy");
  await call(0, key, "free");
  await call(0, dead, "plain");
  await sweepDead("inst_other", 0);
  const its = { customer_id, integration };
  expect(await events()).toEqual([
    { outcome: "interrupted", ...its, ...none, called: true },
    { outcome: "interrupted", ...its, ...none, units: 7, called: true },
    { outcome: "limited", ...its, ...none },
    { outcome: "revoked", ...its, ...none },
  ]);
  await rollUp();
  const { rows } = await pool().query(
    "SELECT sum(requests)::int AS requests, sum(units)::int AS units FROM customer_days",
  );
  expect(rows).toEqual([{ requests: 4, units: 7 }]);
});

it.each(["all at once", "in turn"])(
  "keeps which units were beyond a soft quota, of calls that were charged %s",
  async (way) => {
    const keys = await keysOf(3);
    const quota = { organizationId, unitsPerMonth: 10n, quotaMode: "soft" as const };
    const customerId = await makeCustomer(quota, keys.slice(0, 2));
    // One that is refused sends those in its batch the long way.
    const other = { organizationId, unitsPerMonth: 1n };
    if (way === "in turn") await makeCustomer(other, keys.slice(2));
    const seen = [];
    for (const slugs of [["heavy"], ["heavy", "free", "heavy", "plain"], ["plain"]] as const) {
      const asks = slugs.map((slug, index) => call(0, at(keys, index & 1), slug));
      const [verdicts] = await Promise.all([Promise.all(asks), call(0, at(keys, 2), "heavy")]);
      seen.push(...verdicts);
    }
    const beyond = seen.flatMap((each) => ("taken" in each ? each.taken.overageUnits : []));
    expect(beyond.toSorted()).toEqual([0, 0, 1, 1, 4, 7]);
    await sweepDead("inst_other", 0);
    const { rows } = await pool().query(
      "SELECT overage_units AS beyond FROM usage_events WHERE customer_id = $1 ORDER BY 1",
      [customerId],
    );
    expect(rows.map((row) => row.beyond)).toEqual(beyond.toSorted());
  },
);

it("keeps what was charged once a body had named the capability", async () => {
  const [key] = await keysOf(1);
  if (!key) throw new Error("a key is needed");
  const customerId = await makeCustomer({ organizationId, unitsPerMonth: 3n, quotaMode: "soft" }, [
    key,
  ]);
  const requests = [someRequest(), someRequest()];
  for (const request of requests) {
    const verdict = await call(1, key, undefined, request);
    if (verdict.state !== "accepted") throw new Error("a ticket is needed");
    const asked = { customerId, units: 2, capabilityId: "cap_1", isBilled: false };
    await chargeUnits({ ...asked, requestId: request.requestId, ...verdict.ticket });
  }
  await sweepDead("inst_other", 0);
  const its = { outcome: "interrupted", customer_id: customerId, integration: "", called: true };
  expect(await events()).toEqual([
    { ...its, units: 2, overage_units: 0 },
    { ...its, units: 2, overage_units: 1 },
  ]);
  expect(await usedBy(customerId)).toMatchObject({ monthUnits: 4n });
});

it("counts calls of a process that was only cut off once, as what they were", async () => {
  const keys = await keysOf(2);
  await makeCustomer({ organizationId, unitsPerMonth: 10n, quotaMode: "soft" }, keys);
  for (const index of [0, 1]) {
    const request = someRequest();
    settle(await call(2, at(keys, index), "heavy", request), request);
  }
  await sweepDead("inst_other", 0);
  await rollUp();
  await new Flusher().flush();
  await rollUp();
  const { rows } = await pool().query(
    `SELECT outcome, sum(requests)::int AS requests, sum(units)::int AS units,
       sum(overage_units)::int AS overage
     FROM customer_days GROUP BY outcome ORDER BY outcome`,
  );
  expect(rows).toEqual([
    { outcome: "interrupted", requests: 0, units: 0, overage: 0 },
    { outcome: "ok", requests: 2, units: 14, overage: 4 },
  ]);
});
