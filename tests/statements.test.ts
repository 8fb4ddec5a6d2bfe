import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { clock } from "@/lib/core/clock";
import { formatAmount, roundAmount } from "@/lib/core/money";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { type UsageEvent, usageQueue } from "@/lib/usage/record-usage";
import { feedUsage } from "@/lib/usage/write-feed";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { send } from "./support/api";
import { BillingReference, monthOf } from "./support/billing-reference";
import { makeBillingWorld, PRICE_TABLES } from "./support/billing-world";
import { ORIGIN } from "./support/contract-requests";
import { holdClock, setClock } from "./support/decision-world";
import { dice } from "./support/dice";
import { proofCount } from "./support/proof";
import { at } from "./support/shared-world";
import { callRequest } from "./support/surface-requests";

const CALLS = proofCount(400, 100_000);
const SEED = 20_261_201;
/** Calls of the first month that become known once it is closed. */
const LATE = CALLS / 20;

await holdClock();
const { surface, reader, offers, buyers, price: sellAt } = await makeBillingWorld(CALLS);

const FIRST = Date.parse(`${monthOf(Date.now())}-10T11:59:00Z`);
const SECOND = Date.parse(`${monthOf(FIRST + 30 * 86_400_000)}-10T11:59:00Z`);
const MONTHS = [monthOf(FIRST), monthOf(SECOND)] as const;

async function write(): Promise<void> {
  await new Flusher().drain();
  while ((await rollUp()) || (await feedUsage()));
}

const ask = async (path: string) => {
  const answer = await send(new Request(`${ORIGIN}/v1/${path}`, { headers: reader.headers }));
  expect(answer.status).toBe(200);
  return Object(answer.body);
};

const statementOf = (customerId: string, month: string) =>
  ask(`customers/${customerId}/statements/${month}`);

const terms = Object.fromEntries(buyers.map((buyer) => [buyer.id, buyer.terms]));
const reference = new BillingReference(terms);
/** What the feed has to say of each billable call, by its request. */
const sold = new Map<unknown, object>();
let refused = 0;
const closed = new Map<string, unknown>();

beforeAll(async () => {
  const roll = dice(SEED);
  const late: UsageEvent[] = [];
  let table = at(PRICE_TABLES, 0);
  await setClock(FIRST);
  await sellAt(table, new Date(0));
  for (let n = 0; n < CALLS; n += 1) {
    if (n === CALLS / 2) {
      late.push(...usageQueue().splice(0));
      await closeFirstMonth();
    }
    const isSecond = n >= CALLS / 2;
    const now = (isSecond ? SECOND : FIRST) + n * 1_000;
    await setClock(now);
    if (n > 0 && n % (CALLS / 5) === 0) {
      table = at(PRICE_TABLES, (5 * n) / CALLS);
      await sellAt(table, new Date(now));
    }
    const isLate = !isSecond && n >= CALLS / 2 - LATE;
    if (n === CALLS / 2 - LATE) await new Flusher().drain();
    const buyer = at(buyers, roll(4));
    const key = at(buyer.keys, roll(3));
    const offer = at(offers, roll(isLate ? 3 : 4));
    const answer = await send(
      callRequest(surface, offer.slug, { headers: key.headers, body: { name: "A" } }),
    );
    const stated = at(MONTHS, Number(isSecond || isLate));
    const { id: capability, weight, cost, fails } = offer;
    const { isTest, integration } = key;
    const { tiers, billFailed: billsFailed } = table;
    const call = { customer: buyer.id, integration, capability, weight, cost, fails, isTest };
    const { isLetIn, isBilled, price } = reference.call({
      ...call,
      ...{ at: now, stated, tiers, billsFailed },
    });
    expect(answer.status, `call ${n}`).toBe(isLetIn ? (fails ? 502 : 200) : 429);
    refused += Number(!isLetIn);
    if (isBilled) {
      const told = { keyId: key.id, customerId: buyer.id, integration, capabilityId: capability };
      const amounts = { units: weight, price: formatAmount(price), cost: formatAmount(cost) };
      sold.set(answer.headers["x-request-id"], {
        subject: buyer.name,
        time: new Date(now).toISOString(),
        data: { ...told, ...amounts, environment: "production", outcome: outcomeOf(fails) },
      });
    }
    // What failed gives back what it took before the next one comes.
    if (!isLate && (fails || usageQueue().length > 5_000)) await new Flusher().drain();
  }
  usageQueue().push(...late);
  await write();
}, 7_200_000);

const outcomeOf = (fails: boolean) => (fails ? "step_failed" : "ok");

async function closeFirstMonth(): Promise<void> {
  await setClock(SECOND);
  await write();
  for (const { id } of buyers) closed.set(id, await statementOf(id, MONTHS[0]));
}

afterAll(closeUsagePool);

it("statements say the same as a plain reference, with what came late as corrections", async () => {
  for (const { id } of buyers) {
    for (const month of MONTHS) {
      const { lines, ...statement } = await statementOf(id, month);
      const expected = [...(reference.statements.get(`${id} ${month}`)?.values() ?? [])];
      const amountOf = ({ unitPrice, quantity }: { unitPrice: bigint; quantity: number }) =>
        unitPrice * BigInt(quantity);
      const total = expected.reduce((sum, line) => sum + amountOf(line), 0n);
      expect(statement).toEqual({
        ...{ customerId: id, month, currency: "EUR", total: roundAmount(total, "EUR") },
        overageUnits: reference.overage.get(`${id} ${month}`) ?? 0,
        status: month === MONTHS[0] ? "closed" : "open",
      });
      const told = expected.map((line) => ({
        ...line,
        kind: line.forMonth === month ? "usage" : "correction",
        unitPrice: formatAmount(line.unitPrice),
        amount: formatAmount(amountOf(line)),
      }));
      expect(lines).toHaveLength(told.length);
      expect(lines).toEqual(expect.arrayContaining(told));
    }
  }
  const kinds = [...reference.statements].flatMap(([name, lines]) =>
    [...lines.values()].map(({ forMonth }) => name.endsWith(forMonth)),
  );
  expect(kinds).toContain(false);
  expect(refused).toBeGreaterThan(CALLS / 100);
});

it("what came late changed nothing of a closed month", async () => {
  for (const { id } of buyers) {
    expect(await statementOf(id, MONTHS[0])).toEqual(closed.get(id));
  }
});

it("usage says the same, to the last millionth", async () => {
  vi.spyOn(clock, "now").mockReturnValue(new Date(SECOND + CALLS * 1_000));
  const span = `from=${MONTHS[0]}-01T00:00:00Z&to=${MONTHS[1]}-28T00:00:00Z`;
  for (const { id } of buyers) {
    const { data } = await ask(`customers/${id}/usage?${span}&groupBy=integration`);
    const expected = ["CRM", "shop"].map((integration) => {
      const used = reference.used.get(`${id} ${integration}`);
      const { requests, units } = used ?? {};
      const money = { price: formatAmount(used?.price ?? 0), cost: formatAmount(used?.cost ?? 0) };
      return { integration, requests, units, ...money };
    });
    expect(data).toEqual(expected);
  }
});

it("the feed has each billable call once, at the same price", async () => {
  const told = new Map<unknown, object>();
  let cursor = "";
  for (let page = 1; ; page += 1) {
    const { data, pagination } = await ask(`usage/events?limit=${page * 7}${cursor}`);
    for (const { id, subject, time, data: call } of data) {
      expect(told.has(id)).toBe(false);
      told.set(id, { subject, time, data: call });
    }
    cursor = `&cursor=${pagination.nextCursor}`;
    if (!pagination.hasMore) break;
  }
  expect([...told.keys()].toSorted()).toEqual([...sold.keys()].toSorted());
  for (const [id, event] of told) expect(event).toEqual(sold.get(id));
});
