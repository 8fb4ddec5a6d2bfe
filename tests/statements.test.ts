import { beforeAll, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { formatAmount, roundAmount } from "@/lib/core/money";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer, makePlan, priceCustomer } from "./factories/customer";
import type { CreatedKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { createSurfaceKey, FAILING, GREETING, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { ORIGIN } from "./support/contract-requests";
import { dice } from "./support/dice";
import { proofCount } from "./support/proof";
import { asOwner } from "./support/roles";
import { callRequest } from "./support/surface-requests";

const CALLS = proofCount(300, 100_000);
const SEED = 20_261_201;

const person = await createPerson();
const { organizationId } = person.principal;
await prisma().organization.update({ where: { id: organizationId }, data: { currency: "EUR" } });
const surface = await makeSurface({ organizationId });

/** Endpoints: what a call weighs, and whether it fails. */
const OFFERS = {
  one: [1, GREETING],
  seven: [7, GREETING],
  free: [0, GREETING],
  bad: [3, FAILING],
} as const;
type Slug = keyof typeof OFFERS;
const SLUGS = ["one", "seven", "free", "bad"] as const;
const capabilities = new Map<Slug, string>();
for (const slug of SLUGS) {
  const [weight, step] = OFFERS[slug];
  const { capabilityId: id } = await makeOffer(surface, {
    organizationId,
    slug,
    steps: [step],
    published: [step],
  });
  await prisma().capability.update({ where: { id }, data: { weight } });
  capabilities.set(slug, id);
}
const idOf = (slug: Slug) => capabilities.get(slug) ?? "";

type Tiers = readonly (readonly [number | null, number])[];

/** Price tables that follow one another. */
const TABLES: readonly Tiers[] = [
  [
    [10, 0],
    [40, 2_000],
    [null, 333],
  ],
  [
    [5, 0],
    [null, 12_345],
  ],
  [[null, 1]],
];

const pricesOf = (tiers: Tiers) => Object.fromEntries(SLUGS.map((slug) => [idOf(slug), tiers]));

const month = new Date().toISOString().slice(0, 7);

const ask = (path: string, headers: Record<string, string> = {}) =>
  send(
    new Request(`${ORIGIN}/v1/customers/${path}`, {
      headers: { Authorization: `Bearer ${person.token}`, ...headers },
    }),
  );

async function write(): Promise<void> {
  await new Flusher().drain();
  while (await rollUp());
}

/** What calls are sold for, unit by unit: nothing of how the charge works it out. */
class Reference {
  readonly #used = new Map<string, number>();
  readonly amounts = new Map<string, bigint>();
  units = 0;
  requests = 0;

  call(slug: Slug, tiers: Tiers, isTest: boolean): void {
    const [weight, step] = OFFERS[slug];
    this.requests += 1;
    this.units += weight;
    if (isTest || step === FAILING) return;
    const used = this.#used.get(slug) ?? 0;
    for (let unit = used + 1; unit <= used + weight; unit += 1) {
      const [, price = 0] = tiers.find(([upTo]) => upTo === null || unit <= upTo) ?? [];
      this.amounts.set(slug, (this.amounts.get(slug) ?? 0n) + BigInt(price));
    }
    this.#used.set(slug, used + weight);
  }

  get total(): bigint {
    return [...this.amounts.values()].reduce((sum, amount) => sum + amount, 0n);
  }
}

describe("whatever is called, at whatever price", () => {
  const reference = new Reference();
  let customerId: string;

  beforeAll(async () => {
    const roll = dice(SEED);
    const planId = await makePlan({
      organizationId,
      isPriced: true,
      unitsPerMonth: 500n,
      quotaMode: "soft",
    });
    const keys = [
      await createSurfaceKey(surface),
      await createSurfaceKey(surface),
      await createSurfaceKey(surface, { environment: "test" }),
    ] as const;
    customerId = await makeCustomer({ organizationId, planId }, keys);
    let tiers = TABLES[0] ?? [];
    await priceCustomer({ organizationId, planId, customerId, prices: pricesOf(tiers) });
    for (let n = 0; n < CALLS; n += 1) {
      if (n % (CALLS / 3) === CALLS / 3 - 1) {
        tiers = TABLES[Math.round((3 * (n + 1)) / CALLS)] ?? tiers;
        const validFrom = new Date();
        const data = { organizationId, planId, validFrom, billFailed: false };
        await prisma().planPrices.create({ data: { ...data, prices: pricesOf(tiers) } });
      }
      const key: CreatedKey = keys[roll(3)] ?? keys[0];
      const slug = SLUGS[roll(4)] ?? "one";
      const answer = await send(
        callRequest(surface, slug, { headers: key.headers, body: { name: "A" } }),
      );
      expect(answer.status).toBe(slug === "bad" ? 502 : 200);
      reference.call(slug, tiers, key === keys[2]);
      // What failed gives back what it took before the next one comes.
      if (slug === "bad") await new Flusher().drain();
    }
  }, 3_600_000);

  it("events, usage, statement and a plain reference say the same, to the last millionth", async () => {
    await write();
    const { rows } = await pool().query(
      "SELECT sum(price)::text AS price, sum(units)::int AS units FROM usage_events WHERE customer_id = $1",
      [customerId],
    );
    expect(rows).toEqual([{ price: String(reference.total), units: reference.units }]);
    const usage = await ask(`${customerId}/usage?groupBy=capability`);
    expect(usage.body).toMatchObject({
      totals: {
        requests: reference.requests,
        units: reference.units,
        price: formatAmount(reference.total),
      },
    });
    const { body } = await ask(`${customerId}/statements/${month}`);
    const { lines, ...statement } = Object(body);
    expect(statement).toEqual({
      customerId,
      month,
      currency: "EUR",
      total: roundAmount(reference.total, "EUR"),
      overageUnits: reference.units - 500,
      status: "open",
    });
    for (const slug of SLUGS) {
      const amounts = lines
        .filter((line: { capabilityId: string }) => line.capabilityId === idOf(slug))
        .map(({ amount }: { amount: string }) => Math.round(Number(amount) * 1_000_000));
      const sum = amounts.reduce((all: number, each: number) => all + each, 0);
      expect(BigInt(sum), slug).toBe(reference.amounts.get(slug) ?? 0n);
    }
  });

  it("a statement says the same before its calls are added up", async () => {
    const before = await ask(`${customerId}/statements/${month}`);
    const key = await createSurfaceKey(surface);
    await prisma().apiKey.update({ where: { id: key.id }, data: { customerId } });
    await send(callRequest(surface, "one", { headers: key.headers, body: { name: "A" } }));
    await new Flusher().drain();
    const waiting = await ask(`${customerId}/statements/${month}`);
    expect(waiting.body).not.toEqual(before.body);
    await write();
    expect((await ask(`${customerId}/statements/${month}`)).body).toEqual(waiting.body);
  });

  it("is a file for who accepts that, with the total as its last line", async () => {
    const { body: json, headers: plain } = await ask(`${customerId}/statements/${month}`);
    expect(plain).toMatchObject({ "content-type": "application/json", vary: "Accept" });
    const { headers, body } = await ask(`${customerId}/statements/${month}`, {
      Accept: "text/csv",
    });
    expect(headers).toMatchObject({ "content-type": "text/csv; charset=utf-8", vary: "Accept" });
    const rows = String(body).trim().split("\r\n");
    expect(rows).toHaveLength(Object(json).lines.length + 2);
    expect(rows.at(-1)).toBe(`total,${month},,,,,${Number(Object(json).total)},EUR`);
  });

  it("a month that is closed never changes: what comes later corrects the next one", async () => {
    await asOwner(
      "UPDATE usage_horizons SET until = date_trunc('month', now(), 'UTC') + interval '1 month' WHERE unit = 'month'",
    );
    const closed = await ask(`${customerId}/statements/${month}`);
    expect(closed.body).toMatchObject({ status: "closed" });
    await prisma().statementDelta.create({
      data: {
        ...{ customerId, month: new Date(`${month}-01`), capabilityId: idOf("one"), tier: 1 },
        ...{ unitPrice: 7n, quantity: 3n, amount: 21n },
      },
    });
    await write();
    expect((await ask(`${customerId}/statements/${month}`)).body).toEqual(closed.body);
    const { rows } = await pool().query(
      "SELECT month > for_month AS late, quantity::int, amount::int FROM statement_lines WHERE customer_id = $1 AND month > for_month",
      [customerId],
    );
    expect(rows).toEqual([{ late: true, quantity: 3, amount: 21 }]);
    await asOwner(
      "UPDATE usage_horizons SET until = date_trunc('month', now(), 'UTC') WHERE unit = 'month'",
    );
  });

  it.each([
    ["2999-01", "This month has not begun yet."],
    ["2020-01", `The customer's first month is ${month}.`],
    ["2026-13", "Use a month of the form 2026-01."],
  ])("there is none of %s", async (asked, message) => {
    expect(await ask(`${customerId}/statements/${asked}`)).toMatchObject({
      status: 400,
      body: { issues: [{ path: "month", message }] },
    });
  });
});
