import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { TAKE_ENTRIES } from "@/lib/journal/journal-entry";
import { makeCustomer } from "@/tests/factories/customer";
import { states } from "@/tests/factories/decision";
import { createSurfaceKey } from "@/tests/factories/surface";
import { at, openSharedWorld, type Slug, usedBy, WEIGHTS } from "@/tests/support/shared-world";
import { awayFromEndOf } from "@/tests/support/within-window";
import { chargeUnits } from "./charge-units";

/** Charged for a request that no journal has. */
const charge = (customerId: string, units: number) =>
  chargeUnits({
    ...{ customerId, units, capabilityId: null, isBilled: false },
    ...{ instance: "inst", batch: 1, requestId: "" },
  });

const SEED = 20_261_201;

const world = await openSharedWorld();
const { organizationId, surface, call, keysOf, decider } = world;

beforeEach(() => awayFromEndOf("minute", 5_000));

afterAll(() => world.close());

describe("units that are charged after the decision", () => {
  it("are taken from a quota that has room for them, in whatever month it was used last", async () => {
    const id = await makeCustomer({ organizationId, unitsPerMonth: 10n });
    expect(await charge(id, 7)).toMatchObject({
      isGranted: true,
      quota: { used: 7, takes: 7 },
    });
    expect(await charge(id, 4)).toMatchObject({ isGranted: false, quota: { used: 7 } });
    expect(await charge(id, 0)).toMatchObject({
      isGranted: true,
      quota: { used: 7, takes: 0 },
    });
    await pool().query("UPDATE customer_windows SET month_bucket = 0 WHERE customer_id = $1", [id]);
    const many = await Promise.all(Array.from({ length: 20 }, () => charge(id, 1)));
    expect(many.filter((each) => each?.isGranted)).toHaveLength(10);
    await prisma().customer.update({ where: { id }, data: { quotaMode: "soft" } });
    expect(await charge(id, 5)).toMatchObject({
      isGranted: true,
      quota: { used: 15, takes: 0 },
    });
    await prisma().customer.update({ where: { id }, data: { unitsPerMonth: null } });
    expect(await charge(id, 5)).toEqual({
      isGranted: true,
      quota: null,
      taken: { units: 5, overageUnits: 0, priceParts: null, failureBilled: false },
      spend: null,
    });
    expect(await usedBy(id)).toMatchObject({ monthUnits: 20n });
    expect(await charge("cus_none", 5)).toBeNull();
  });
});

describe("a customer that was read at two moments", () => {
  it("is read again where one batch holds both", async () => {
    const keys = await keysOf(2);
    const id = await makeCustomer({ organizationId, limitPerHour: 1 }, keys);
    await call(0, at(keys, 0));
    await prisma().customer.update({ where: { id }, data: { limitPerHour: 3 } });
    await call(1, at(keys, 1));
    await call(0, at(keys, 1));
    const verdicts = await Promise.all(keys.map((key) => call(0, key)));
    expect(states(verdicts).limited).toBe(2);
  });
});

describe("the journal", () => {
  it("tells which requests were let in, should nobody settle them", async () => {
    const keys = await keysOf(1);
    const key = at(keys, 0);
    const id = await makeCustomer({ organizationId, unitsPerMonth: 7n }, keys);
    const slugs: Slug[] = ["heavy", "heavy", "free"];
    const verdicts = await Promise.all(slugs.map((slug) => call(0, key, slug)));
    await prisma().customer.update({ where: { id }, data: { status: "suspended" } });
    verdicts.push(await call(0, key, "free"));
    const batches = verdicts.flatMap((each) => ("ticket" in each ? [each.ticket.batch] : []));
    const { rows } = await pool().query(
      `WITH ${TAKE_ENTRIES} SELECT outcome, place::int FROM event ORDER BY place`,
      [decider(0).instance, batches],
    );
    const outcomes = ["interrupted", "limited", "interrupted", "suspended"];
    expect(rows).toEqual(outcomes.map((outcome, index) => ({ outcome, place: index + 1 })));
  });
});

/** 0 requests stand for no limit, null units for no quota. */
type History = {
  customers: { perMinute: number; quota: number | null }[];
  keys: { customer: number; perMinute: number }[];
  asks: { key: number; slug: Slug }[];
};

describe("whatever is asked", () => {
  const someLimit = fc.constantFrom(0, 3, 10, 30);
  const someHistory: fc.Arbitrary<History> = fc.record({
    customers: fc.array(
      fc.record({ perMinute: someLimit, quota: fc.constantFrom(null, 0, 3, 10, 30) }),
      { minLength: 1, maxLength: 2 },
    ),
    keys: fc.array(fc.record({ customer: fc.nat(1), perMinute: someLimit }), {
      minLength: 1,
      maxLength: 4,
    }),
    asks: fc.array(
      fc.record({ key: fc.nat(3), slug: fc.constantFrom<Slug>("free", "plain", "heavy") }),
      { minLength: 1, maxLength: 40 },
    ),
  });

  /** One after the other, in the plainest way. */
  function judge({ customers, keys, asks }: History): boolean[] {
    const requests = new Map<object, number>();
    const units = new Map<object, number>();
    return asks.map(({ key: index, slug }) => {
      const key = at(keys, index);
      const customer = at(customers, key.customer);
      const taken = (units.get(customer) ?? 0) + WEIGHTS[slug];
      const hasRoom = [key, customer].every(
        (each) => each.perMinute === 0 || (requests.get(each) ?? 0) < each.perMinute,
      );
      const fits = hasRoom && (WEIGHTS[slug] === 0 || taken <= (customer.quota ?? Infinity));
      if (!fits) return false;
      units.set(customer, taken);
      for (const each of [key, customer]) requests.set(each, (requests.get(each) ?? 0) + 1);
      return true;
    });
  }

  it("is let in where the key and its customer have room for it", async () => {
    const property = fc.asyncProperty(someHistory, async (history) => {
      const keys = await Promise.all(
        history.keys.map(({ perMinute }) =>
          createSurfaceKey(surface, perMinute ? { limitPerMinute: perMinute } : {}),
        ),
      );
      for (const [index, { perMinute, quota }] of history.customers.entries()) {
        const held = keys.filter(
          (_, key) => at(history.keys, key).customer % history.customers.length === index,
        );
        const facts = {
          limitPerMinute: perMinute || null,
          unitsPerMonth: quota === null ? null : BigInt(quota),
        };
        await makeCustomer({ organizationId, ...facts }, held);
      }
      await awayFromEndOf("minute", 3_000);
      const verdicts = await Promise.all(
        history.asks.map(({ key, slug }) => call(3, at(keys, key), slug)),
      );
      expect(verdicts.map(({ state }) => state === "accepted")).toEqual(judge(history));
    });
    await fc.assert(property, { seed: SEED, numRuns: 25, endOnFailure: true });
  });
});
