import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { OUTCOMES } from "@/lib/core/outcome";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { makeCustomer } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { usageEvent } from "@/tests/factories/usage-event";
import { dice } from "@/tests/support/dice";
import { asOwner } from "@/tests/support/roles";
import { at } from "@/tests/support/shared-world";
import { customerDays, customerTraffic } from "./customer-traffic";
import { meteredRows } from "./read-roll-ups";
import type { UsageEvent } from "./record-usage";
import { writeEvents } from "./write-events";
import { rollUp } from "./write-roll-ups";

let organizationId: string;
let keys: CreatedKey[];
let customers: string[];

beforeEach(async () => {
  await asOwner(
    "TRUNCATE usage_events, usage_deltas, usage_minutes, customer_hours, customer_days, customer_uses",
  );
  organizationId = await createOrganization();
  const environments = ["production", "test", "production"] as const;
  keys = await Promise.all(
    environments.map((environment) => createKey({ organizationId, environment })),
  );
  customers = await Promise.all([1, 2].map(() => makeCustomer({ organizationId })));
});

afterAll(closeUsagePool);

const DAY_MS = 86_400_000;

function someEvent(roll: (sides: number) => number): UsageEvent {
  const customerId = at([...customers, null], roll(3));
  const units = customerId ? roll(4) : 0;
  return usageEvent(at(keys, roll(3)), {
    at: Date.now() - roll(40 * DAY_MS),
    outcome: at(OUTCOMES, roll(OUTCOMES.length)),
    capabilityId: at(["cap_a", "cap_b", null], roll(3)),
    customerId,
    integration: customerId && at(["CRM", "shop", null], roll(3)),
    units,
    overageUnits: roll(units + 1),
    price: units * roll(2 ** 40),
    cost: customerId ? roll(2 ** 40) : 0,
  });
}

const LENGTH = { hour: 3_600_000, day: DAY_MS };
const SUMS = ["requests", "units", "overage_units", "price", "cost"];

/** What a plain sum makes of events. */
function summed(events: readonly UsageEvent[], unit: "hour" | "day"): string[] {
  const sums = new Map<string, bigint[]>();
  for (const event of events) {
    if (event.customerId === null) continue;
    const start = new Date(Math.floor(event.at / LENGTH[unit]) * LENGTH[unit]).toISOString();
    const { customerId, integration, keyId, capabilityId, outcome } = event;
    const group = [start, customerId, integration, keyId, capabilityId, outcome].join(" ");
    const taken = [1, event.units, event.overageUnits, event.price, event.cost];
    const sum = sums.get(group) ?? taken.map(() => 0n);
    sums.set(
      group,
      taken.map((value, index) => BigInt(value) + (sum[index] ?? 0n)),
    );
  }
  return [...sums].map(([group, sum]) => `${group} ${sum.join(" ")}`).toSorted();
}

async function seen(from: string): Promise<string[]> {
  const { rows } = await pool().query(
    `SELECT bucket, customer_id, integration, key_id, capability_id, outcome,
      ${SUMS.map((sum) => `sum(${sum}) AS ${sum}`).join(", ")}
     FROM ${from} GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(requests) <> 0`,
  );
  return rows
    .map((row) =>
      [
        ...[row.bucket.toISOString(), row.customer_id, row.integration, row.key_id],
        ...[row.capability_id, row.outcome, ...SUMS.map((sum) => row[sum])],
      ].join(" "),
    )
    .toSorted();
}

const everywhere = (unit: "hour" | "day") =>
  meteredRows(unit, { text: `organization_id = '${organizationId}'` });

describe("what customers used", () => {
  it("is the sum of their events, by hour and day, however these come", async () => {
    const roll = dice(20_261_201);
    const known: UsageEvent[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const events = Array.from({ length: 1 + roll(150) }, () => someEvent(roll));
      const again = turn % 3 === 2 ? known.slice(0, roll(40)) : [];
      // Some that another process took for cut off end after all.
      const late = known
        .filter(({ outcome }) => outcome === "interrupted")
        .slice(0, 3)
        .map((event): UsageEvent => ({ ...event, outcome: "ok", units: 2, price: 7, cost: 5 }));
      await writeEvents([...events, ...again.filter((event) => !late.includes(event))], []);
      if (late.length > 0) await writeEvents(late, []);
      const ids = new Set(late.map(({ requestId }) => requestId));
      known.push(...events, ...late);
      for (let index = known.length - late.length - 1; index >= 0; index -= 1) {
        if (ids.has(known[index]?.requestId ?? "")) known.splice(index, 1);
      }
      if (turn % 2 === 0) await rollUp();
      for (const unit of ["hour", "day"] as const)
        expect(await seen(everywhere(unit))).toEqual(summed(known, unit));
    }
    while (await rollUp());
    expect(await seen("customer_hours")).toEqual(summed(known, "hour"));
    expect(await seen("customer_days")).toEqual(summed(known, "day"));
    const { rows } = await pool().query(
      "SELECT DISTINCT k.environment, k.id FROM customer_days d JOIN api_keys k ON k.id = d.key_id AND k.environment = d.environment",
    );
    expect(rows).toHaveLength(3);
  });

  it("leaves no trace of keys that have no customer", async () => {
    await writeEvents([usageEvent(at(keys, 0))], []);
    await rollUp();
    expect(await seen("customer_days")).toEqual([]);
  });
});

describe("a key that goes to another customer", () => {
  it("leaves behind what was called before", async () => {
    const [before, after] = [at(customers, 0), at(customers, 1)];
    const key = at(keys, 0);
    const now = new Date();
    await writeEvents([usageEvent(key, { customerId: before, at: now.getTime() })], []);
    await pool().query("UPDATE api_keys SET customer_id = $1 WHERE id = $2", [after, key.id]);
    const expected = [
      { customerId: before, keys: 0, thisMonth: 1, lastMonth: 0 },
      { customerId: after, keys: 1, thisMonth: 0, lastMonth: 0, lastSeenAt: null },
    ];
    const traffic = async () => {
      const found = await customerTraffic(organizationId, customers);
      return customers.map((id) => found.get(id));
    };
    expect(await traffic()).toMatchObject(expected);
    await rollUp();
    expect(await traffic()).toMatchObject(expected);
    expect((await traffic())[0]?.lastSeenAt).toEqual(now);
    const days = (id: string) => customerDays(organizationId, id, now);
    expect((await days(before)).counts).toMatchObject([{ outcome: "ok", requests: 1 }]);
    expect((await days(after)).counts).toEqual([]);
  });
});

describe("a month that is over", () => {
  it("is closed once none of its calls waits to be added up", async () => {
    await asOwner("UPDATE usage_horizons SET until = '2026-01-01 UTC' WHERE unit = 'month'");
    const [customerId] = customers;
    if (!customerId) throw new Error("a customer is needed");
    const call = (overageUnits: number) =>
      usageEvent(at(keys, 0), {
        ...{ at: Date.parse("2026-02-10T12:00:00Z"), customerId, units: 9, overageUnits },
      });
    await writeEvents([call(3)], []);
    // More than one run adds up at once.
    await asOwner("ALTER SEQUENCE usage_deltas_id_seq RESTART WITH 1000000000");
    await writeEvents([call(4)], []);
    const closedUntil = async () =>
      (await pool().query("SELECT until FROM usage_horizons WHERE unit = 'month'")).rows[0].until;
    expect(await rollUp()).toBe(true);
    expect(await closedUntil()).toEqual(new Date("2026-01-01T00:00:00Z"));
    expect(await rollUp()).toBe(false);
    expect(await closedUntil()).not.toEqual(new Date("2026-01-01T00:00:00Z"));
    const { rows } = await pool().query(
      "SELECT to_char(month, 'YYYY-MM') AS month, units::int FROM statement_overages WHERE customer_id = $1",
      [customerId],
    );
    expect(rows).toEqual([{ month: "2026-02", units: 7 }]);
  });
});
