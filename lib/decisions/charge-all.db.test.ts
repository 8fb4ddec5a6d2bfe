import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { TAKE_ENTRIES } from "@/lib/journal/journal-entry";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { states } from "@/tests/factories/decision";
import { createKey } from "@/tests/factories/key";
import { at, openSharedWorld, type Slug, usedBy, WEIGHTS } from "@/tests/support/shared-world";
import { awayFromEndOf } from "@/tests/support/within-window";

const world = await openSharedWorld();
const { organizationId, call, keysOf, decider } = world;

beforeEach(() => awayFromEndOf("minute", 5_000));

afterAll(() => world.close());

const windowOf = (keyId: string) => prisma().keyWindow.findUniqueOrThrow({ where: { keyId } });

const WAITING = `
SELECT FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'runtype-decisions' AND wait_event_type = 'Lock'`;

/** Holds a row until a decision waits for it, and then until something has happened. */
async function during<T>(held: string, asked: () => Promise<T>, happens: string): Promise<T> {
  const holder = await pool().connect();
  await holder.query(`BEGIN; ${held} FOR UPDATE`);
  const answer = asked();
  while ((await pool().query(WAITING)).rowCount === 0) await Promise.resolve();
  await holder.query(`${happens}; COMMIT`);
  holder.release();
  return await answer;
}

describe("requests that all have room", () => {
  it("are told apart by the journal, should nobody settle them", async () => {
    const keys = [
      ...(await keysOf(2)),
      await createKey({ organizationId, allowedIps: ["10.0.0.1"] }),
    ];
    await makeCustomer({ organizationId, limitPerHour: 100 }, keys);
    const ask = () => Promise.all([0, 0, 1, 2, 2].map((index) => call(0, at(keys, index))));
    await ask();
    const verdicts = await ask();
    expect(states(verdicts)).toEqual({ accepted: 3, address_not_allowed: 2 });
    const [batch, ...others] = new Set(
      verdicts.map((each) => "ticket" in each && each.ticket.batch),
    );
    expect(others).toEqual([]);
    const { rows } = await pool().query(
      `WITH ${TAKE_ENTRIES} SELECT key_id, outcome, place::int FROM event ORDER BY key_id, place`,
      [decider(0).instance, [batch]],
    );
    const of = (index: number, outcome: string, ...places: number[]) =>
      places.map((place) => ({ key_id: at(keys, index).id, outcome, place }));
    const events = [
      ...of(0, "interrupted", 3, 4),
      ...of(1, "interrupted", 2),
      ...of(2, "address_not_allowed", 3, 4),
    ];
    expect(rows).toEqual(events.toSorted((one, other) => (one.key_id < other.key_id ? -1 : 1)));
    expect(verdicts.map((each) => "place" in each && each.place)).toEqual([3, 4, 2, 3, 4]);
  });

  it("are told what each left, in the order they came", async () => {
    const keys = await keysOf(2, { limitPerMinute: 10 });
    await makeCustomer({ organizationId, limitPerHour: 100, unitsPerMonth: 50n }, keys);
    const slugs: Slug[] = ["plain", "heavy", "free"];
    const ask = () => Promise.all(slugs.map((slug, index) => call(0, at(keys, index), slug)));
    await ask();
    const used = (await ask()).map(
      (each) => "windows" in each && each.windows.map(({ used }) => used),
    );
    expect(used).toEqual([
      [3, 4, 9],
      [2, 5, 16],
      [4, 6, 16],
    ]);
  });
});

describe("a request that waits for its customer or its key", () => {
  it("is judged by the plan as it is when it gets there", async () => {
    const keys = await keysOf(1);
    const planId = await makePlan({ organizationId, limitPerHour: 5 });
    const id = await makeCustomer({ organizationId, planId }, keys);
    await call(0, at(keys, 0));
    const verdict = await during(
      `SELECT FROM customer_windows WHERE customer_id = '${id}'`,
      () => call(0, at(keys, 0)),
      `UPDATE plans SET limit_per_hour = 1 WHERE id = '${planId}'`,
    );
    expect(states([verdict])).toEqual({ limited: 1 });
    expect(await usedBy(id)).toMatchObject({ hourUsed: 1 });
  });

  it.each([
    {
      of: "key",
      held: "SELECT FROM key_windows WHERE key_id = $key",
      used: "UPDATE key_windows SET minute_used = minute_used + 2 WHERE key_id = $key",
      left: { dayUsed: 3 },
    },
    {
      of: "customer",
      held: "SELECT FROM customer_windows WHERE customer_id = $customer",
      used: "UPDATE customer_windows SET day_used = day_used + 7 WHERE customer_id = $customer",
      left: { dayUsed: 10 },
    },
  ])("is judged by all that the holder of the $of has used", async ({ held, used, left }) => {
    const keys = await keysOf(2, { limitPerMinute: 3 });
    const key = at(keys, 0);
    const id = await makeCustomer({ organizationId, limitPerDay: 10 }, keys);
    await Promise.all(keys.map((each) => call(0, each)));
    const named = (sql: string) =>
      sql.replace("$key", `'${key.id}'`).replace("$customer", `'${id}'`);
    const ask = () => Promise.all([at(keys, 1), key].map((each) => call(0, each)));
    const verdicts = await during(named(held), ask, named(used));
    expect(verdicts.map(({ state }) => state)).toEqual(["accepted", "limited"]);
    expect(await usedBy(id)).toMatchObject({ hourUsed: 3, ...left });
    expect(await windowOf(key.id)).toMatchObject({ hourUsed: 1, asked: 2n });
    expect(await windowOf(at(keys, 1).id)).toMatchObject({ minuteUsed: 2, asked: 2n });
  });
});

describe("requests of many customers at once", () => {
  it("are charged exactly, whichever have no room, over four processes", async () => {
    const quotas = [40n, 100_000n, null, 7n, 300n, 0n];
    const customers = await Promise.all(
      quotas.map(async (unitsPerMonth, index) => {
        const limits = [{}, { limitPerMinute: 20 }];
        const keys = (await Promise.all(limits.map((each) => keysOf(3, each)))).flat();
        const limitPerHour = index % 2 ? 150 : null;
        return {
          keys,
          id: await makeCustomer({ organizationId, unitsPerMonth, limitPerHour }, keys),
        };
      }),
    );
    const slugs: Slug[] = ["plain", "free", "heavy", "plain", "plain"];
    const asked = Array.from({ length: 3_000 }, (_, index) => {
      const customer = at(customers, (index * 7) >> 1);
      return { customer, key: at(customer.keys, index >> 3), slug: at(slugs, index) };
    });
    const verdicts = await Promise.all(asked.map(({ key, slug }, index) => call(index, key, slug)));
    const accepted = asked.filter((_, index) => verdicts[index]?.state === "accepted");
    expect(accepted.length).toBeGreaterThan(500);
    expect(accepted.length).toBeLessThan(asked.length);
    for (const customer of customers) {
      const own = accepted.filter((each) => each.customer === customer);
      const units = own.reduce((sum, { slug }) => sum + WEIGHTS[slug], 0);
      expect(await usedBy(customer.id)).toMatchObject({
        hourUsed: own.length,
        dayUsed: own.length,
        monthUnits: BigInt(units),
      });
      for (const key of customer.keys) {
        const of = (calls: typeof asked) => calls.filter((each) => each.key === key).length;
        expect(await windowOf(key.id)).toMatchObject({
          hourUsed: of(accepted),
          asked: BigInt(of(asked)),
        });
      }
    }
  });
});
