import { afterAll, beforeEach, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import type { CreatedKey } from "@/tests/factories/key";
import { holdClock, setClock } from "@/tests/support/decision-world";
import { dice } from "@/tests/support/dice";
import { proofCount } from "@/tests/support/proof";
import { at, openSharedWorld, type Slug, usedBy, WEIGHTS } from "@/tests/support/shared-world";
import type { Verdict } from "./verdict";

const SEED = 20_261_201;
const ROUNDS = proofCount(1, 50);
const CALLS = 1_500;
const SLUGS: readonly Slug[] = ["free", "plain", "heavy"];

await holdClock();
const { organizationId, call, keysOf, close } = await openSharedWorld();
const roll = dice(SEED);
let keys: CreatedKey[];

beforeEach(async () => {
  await setClock("2027-05-20T12:00:00Z");
  keys = await keysOf(10);
});

afterAll(() => close());

type Decided = { slug: Slug; verdict: Verdict };

/** One of many calls at once, over four processes and ten keys. */
async function ask(slug: Slug, index: number): Promise<Decided> {
  return { slug, verdict: await call(index, at(keys, roll(10)), slug) };
}

/** Asks 200 at once; after so many `act` happens while those are under way, and others wait for it. */
async function askWhile(slugs: readonly Slug[], act: () => Promise<unknown>, after: number) {
  const decided: Decided[] = [];
  let next = 0;
  let acted: Promise<unknown> | undefined;
  const askOn = async () => {
    while (next < slugs.length) {
      next += 1;
      const index = next;
      if (index === after) acted = act();
      await acted;
      decided.push(await ask(at(slugs, index - 1), index));
    }
  };
  await Promise.all(Array.from({ length: 200 }, askOn));
  return decided;
}

const monthOf = ({ verdict }: Decided) =>
  "windows" in verdict ? verdict.windows.find(({ name }) => name === "customer-month") : undefined;

/** What was let in takes so many units; what was not had no room for it, as it was told. */
function unitsOf(decided: readonly Decided[]): number {
  return decided.reduce((sum, each) => {
    if (each.verdict.state === "accepted") return sum + WEIGHTS[each.slug];
    const { limit = 0, used = 0 } = monthOf(each) ?? {};
    expect(each.verdict.state).toBe("limited");
    expect(used).toBeLessThanOrEqual(limit + 7);
    expect(used + WEIGHTS[each.slug]).toBeGreaterThan(limit);
    return sum;
  }, 0);
}

const someSlugs = (count: number) => Array.from({ length: count }, () => at(SLUGS, roll(3)));
const plains = (count: number) => new Array<Slug>(count).fill("plain");

it(`no call is refused that would have fit, and none let in that does not (rounds: ${ROUNDS})`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    keys = await keysOf(10);
    const customer = await makeCustomer({ organizationId, unitsPerMonth: 1_000n }, keys);
    const decided = await Promise.all(someSlugs(CALLS).map(ask));
    const units = unitsOf(decided);
    expect(Number((await usedBy(customer)).monthUnits)).toBe(units);
    expect(units).toBeLessThanOrEqual(1_000);
    const free = decided.filter(({ slug }) => slug === "free");
    expect(free.every(({ verdict }) => verdict.state === "accepted")).toBe(true);
    const rest = unitsOf(await Promise.all(plains(20).map(ask)));
    expect(units + rest).toBe(1_000);
  }
}, 600_000);

it.each([1_400, 700])(
  `a plan that is edited to %d units midway holds from then on (rounds: ${ROUNDS})`,
  async (edited) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      keys = await keysOf(10);
      const planId = await makePlan({ organizationId, unitsPerMonth: 1_000n });
      const customer = await makeCustomer({ organizationId, planId }, keys);
      const data = { unitsPerMonth: BigInt(edited) };
      const edit = async () => {
        await prisma().plan.update({ where: { id: planId }, data });
      };
      // Once the plan is used up, or before so much of it is.
      const after = edited > 1_000 ? CALLS : 400;
      const decided = await askWhile([...plains(CALLS), ...plains(CALLS)], edit, after);
      expect(unitsOf(decided)).toBe(edited);
      expect(Number((await usedBy(customer)).monthUnits)).toBe(edited);
      const later = await Promise.all(someSlugs(12).map(ask));
      expect(unitsOf(later)).toBe(0);
      expect(new Set(later.map((each) => monthOf(each)?.limit))).toEqual(new Set([edited]));
    }
  },
  600_000,
);

it.each([
  ["2027-05-31T23:59:59.999Z", "2027-06-01T00:00:00Z"],
  ["2028-02-29T23:59:59.999Z", "2028-03-01T00:00:00Z"],
  ["2027-12-31T23:59:59.999Z", "2028-01-01T00:00:00Z"],
])("each month in UTC has its own quota, while one ends: %s", async (last, first) => {
  await setClock(last);
  const customer = await makeCustomer({ organizationId, unitsPerMonth: 1_000n }, keys);
  const slugs = [...someSlugs(CALLS), ...plains(CALLS)];
  const decided = await askWhile(slugs, () => setClock(first), CALLS / 2);
  const ends = new Set(decided.map((each) => monthOf(each)?.resetAt));
  expect(ends).toContain(Date.parse(first) / 1_000);
  for (const end of ends) {
    const its = decided.filter((each) => monthOf(each)?.resetAt === end);
    expect(unitsOf(its)).toBeLessThanOrEqual(1_000);
  }
  expect((await usedBy(customer)).monthUnits).toBe(1_000n);
});
