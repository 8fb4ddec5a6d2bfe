import fc from "fast-check";
import { expect, it } from "vitest";
import { proofCount } from "./support/proof";
import { somePlan } from "./support/rights-actors";
import { PRELUDE, someAct } from "./support/rights-acts";
import { attempt, type Tally } from "./support/rights-judge";
import { RightsWorld } from "./support/rights-world";

const SEED = 11;
const RUNS = proofCount(10, 500);
const ACTS = 30;

const EFFECTS = ["own", "surface"]
  .flatMap((how) => ["RECORDS:READ", "RECORDS:WRITE", "SECRET"].map((what) => `${how} ${what}`))
  .flatMap((effect) => [`${effect} test`, `${effect} production`]);

it(`whatever anyone tries, each effect was allowed to those who answer for it (${RUNS} runs)`, async () => {
  const tally: Tally = new Map();
  const property = fc.asyncProperty(
    fc.array(somePlan, { minLength: 5, maxLength: 5 }),
    fc.array(someAct, { minLength: ACTS, maxLength: ACTS }),
    async (plans, acts) => {
      const world = await RightsWorld.create(plans);
      for (const act of [...PRELUDE, ...acts]) expect(await attempt(world, act, tally)).toEqual([]);
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  const unseen = [...EFFECTS, "key made", "hidden", "refused"].filter((each) => !tally.has(each));
  expect(unseen).toEqual([]);
}, 3_600_000);
