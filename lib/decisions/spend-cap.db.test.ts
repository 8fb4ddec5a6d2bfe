import { setImmediate } from "node:timers/promises";
import { afterAll, beforeEach, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { settle, someRequest } from "@/tests/factories/decision";
import { dice } from "@/tests/support/dice";
import { proofCount } from "@/tests/support/proof";
import { at, openSharedWorld, type Slug, WEIGHTS } from "@/tests/support/shared-world";
import { awayFromEndOf } from "@/tests/support/within-window";
import { chargeUnits } from "./charge-units";
import { limitReached } from "./rate-limit";

const ROUNDS = proofCount(1, 50);
const CALLS = 1_500;
const CAP = 2_000_000n;
const SLUGS: readonly Slug[] = ["free", "plain", "heavy", "plain"];

/** The second counts from the middle of the calls on. */
const TABLES = [
  [
    [100, 0],
    [400, 2_000],
    [null, 1_500],
  ],
  [
    [500, 700],
    [null, 3_001],
  ],
] as const;

const world = await openSharedWorld();
const { organizationId, keysOf, call } = world;
await prisma().organization.update({ where: { id: organizationId }, data: { currency: "EUR" } });
const roll = dice(20_261_201);
const capabilities = (await prisma().capability.findMany({ where: { organizationId } })).map(
  ({ id }) => id,
);

beforeEach(() => awayFromEndOf("day", 60_000));

afterAll(async () => {
  await world.close();
  await closeUsagePool();
});

type Tiers = (typeof TABLES)[number];

async function priceFromNow(planId: string, tiers: Tiers): Promise<void> {
  await pool().query(
    `INSERT INTO plan_prices (organization_id, plan_id, valid_from, bill_failed, prices)
     VALUES ($1, $2, clock_timestamp() - interval '1 ms', false, $3)`,
    [organizationId, planId, Object.fromEntries(capabilities.map((id) => [id, tiers]))],
  );
}

/** Spent and reserved, as others see it. */
async function spentBy(customerId: string): Promise<bigint> {
  const row = await prisma().customerWindow.findUniqueOrThrow({ where: { customerId } });
  return row.monthSpent;
}

async function capped() {
  const planId = await makePlan({ organizationId, isPriced: true });
  const keys = await keysOf(10);
  const customerId = await makeCustomer({ organizationId, planId, spendCapPerMonth: CAP }, keys);
  await prisma().customerPlan.create({
    data: { organizationId, customerId, planId, validFrom: new Date(0) },
  });
  await priceFromNow(planId, TABLES[0]);
  return { planId, keys, customerId };
}

it(`spent and reserved are never above the cap, while tiers change and failures give back (rounds: ${ROUNDS})`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { planId, keys, customerId } = await capped();
    let isOver = false;
    let most = 0n;
    const watch = async () => {
      while (!isOver) {
        const spent = await spentBy(customerId);
        if (spent > most) most = spent;
      }
    };
    const flush = async () => {
      for (; !isOver; await setImmediate()) await new Flusher().drain();
    };
    const watching = [watch(), flush()];
    let next = 0;
    let refused = 0;
    const askOn = async () => {
      while (next < CALLS) {
        next += 1;
        if (next === CALLS / 2) await priceFromNow(planId, TABLES[1]);
        const slug = at(SLUGS, roll(4));
        const fails = roll(3) === 0;
        const request = someRequest();
        const verdict = await call(next, at(keys, roll(10)), slug, request);
        settle(verdict, request, fails ? 500 : 200);
        if (verdict.state !== "limited") continue;
        refused += 1;
        const { used = 0, takes = 0, limit = 0 } = verdict.spend ?? {};
        expect(WEIGHTS[slug]).toBeGreaterThan(0);
        expect(used).toBeLessThanOrEqual(limit);
        expect(used + takes).toBeGreaterThan(limit);
      }
    };
    await Promise.all(Array.from({ length: 60 }, askOn));
    isOver = true;
    await Promise.all(watching);
    await new Flusher().drain();
    expect(refused).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(CAP);
    expect(most).toBeGreaterThan(CAP / 2n);
    await agree(customerId);
  }
}, 600_000);

it("a call that names what it calls in its body is held to the cap, and told by it", async () => {
  const [capabilityId = ""] = capabilities;
  const { keys, customerId } = await capped();
  const request = someRequest();
  const verdict = await call(0, at(keys, 0), undefined, request);
  if (verdict.state !== "accepted") throw new Error("a ticket is needed");
  const { ticket } = verdict;
  const asked = { customerId, capabilityId, isBilled: true, requestId: request.requestId };
  const charge = (units: number) => chargeUnits({ ...asked, ...ticket, units });
  expect(await charge(1_000)).toMatchObject({ isGranted: true, spend: null });
  const refused = await charge(1_000);
  expect(refused).toMatchObject({ isGranted: false, taken: { units: 0 } });
  expect(refused?.spend && limitReached(refused.spend)).toBe(
    "Monthly spend cap of 2.00 EUR reached",
  );
  expect(await spentBy(customerId)).toBe(1_500_000n);
});

/** What is left reserved is what was sold, and the meters hold as many units. */
async function agree(customerId: string): Promise<void> {
  const { rows } = await pool().query(
    `SELECT capability_id, coalesce(sum(price), 0)::int AS price, coalesce(sum(units), 0)::int AS units,
       coalesce(sum(price_of(price_parts)), 0)::int AS fixed
     FROM usage_events WHERE customer_id = $1 AND billable AND price_parts IS NOT NULL
     GROUP BY capability_id ORDER BY 1`,
    [customerId],
  );
  const meters = await prisma().billedUnits.findMany({
    where: { customerId },
    orderBy: { capabilityId: "asc" },
  });
  expect(meters.map(({ capabilityId, units }) => [capabilityId, Number(units)])).toEqual(
    rows.map(({ capability_id: id, units }) => [id, units]),
  );
  const sold = rows.reduce((sum, { price }) => sum + price, 0);
  expect(rows.reduce((sum, { fixed }) => sum + fixed, 0)).toBe(sold);
  expect(Number(await spentBy(customerId))).toBe(sold);
}
