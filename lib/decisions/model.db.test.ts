import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { LIMIT_NAMES, WINDOW_NAMES } from "@/lib/core/windows";
import { env } from "@/lib/env";
import { hashesOf, someRequest } from "@/tests/factories/decision";
import { DecisionWorld, holdClock } from "@/tests/support/decision-world";
import { proofCount } from "@/tests/support/proof";
import { someChange, someKey } from "@/tests/support/some-change";
import type { Change } from "@/tests/support/world-changes";
import { Decider } from "./decider";
import { openDecisions } from "./decisions";
import { refusingWindow } from "./rate-limit";
import type { Verdict } from "./verdict";

const SEED = 20_261_201;
const RUNS = proofCount(10, 1_000);
const STEPS = 40;

await holdClock();
const world = await DecisionWorld.create();

/** Over memory: one that remembers nothing, which the others are held against, and one that remembers. */
const plain = new Decider(world.memories[0], 0);
const remembering = new Decider(world.memories[1], 1_000);

/** Processes, by how many secrets each remembers; they live on from one history to the next. */
const REMEMBERED = [1_000, 1, 0, 1_000];
const open = (max: number) => openDecisions(env().DATABASE_URL, "relaxed", max);
const processes = REMEMBERED.map(open);

afterAll(async () => {
  await Promise.all(processes.map((each) => each.close()));
});

type Ask = {
  process: number;
  key: number;
  secret: number;
  from: string | null;
  slug?: string;
  times: number;
};

type Act =
  | { change: Change }
  | { seconds: number }
  | { restart: number }
  | { backup: "save" | "restore" };

/** Something happens, and then it is asked; what is changed may also be changed meanwhile. */
type Step = { act: Act; isMeanwhile: boolean; asks: Ask[] };

const someAsk: fc.Arbitrary<Ask> = fc.record({
  process: fc.nat({ max: REMEMBERED.length - 1 }),
  key: someKey,
  secret: fc.nat({ max: 1 }),
  from: fc.constantFrom("10.1.2.3", "::ffff:10.1.2.3", "192.0.2.7", null),
  slug: fc.constantFrom("hi", "hi", "none", undefined),
  times: fc.constantFrom(1, 1, 1, 8),
});

const someStep: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 12, arbitrary: fc.record({ change: someChange }) },
    { weight: 4, arbitrary: fc.record({ seconds: fc.constantFrom(0, 40, 40, 3_600, 86_400) }) },
    { weight: 1, arbitrary: fc.record({ restart: fc.nat({ max: REMEMBERED.length - 1 }) }) },
    { weight: 2, arbitrary: fc.record({ backup: fc.constantFrom("save", "restore") }) },
  ),
  isMeanwhile: fc.boolean(),
  asks: fc
    .array(someAsk, { maxLength: 6, size: "max" })
    .map((asks) => asks.flatMap((ask) => new Array<Ask>(ask.times).fill(ask))),
});

const ask = (decider: Decider, { key, secret, from, slug }: Ask): Promise<Verdict> =>
  decider.decide(
    hashesOf(world.secrets[key]?.[secret] ?? ""),
    someRequest({ callerAddress: from }),
    slug,
  );

/** The customer that holds a key. */
const holderOf = (key: number) => world.memories[0].world.keys[key]?.row.customer_id ?? null;

/**
 * Asks that may go at once. Of those that share limits, the first take what the others find gone: only
 * asks of one kind, where chance makes no difference, go together.
 */
function wavesOf(asks: readonly Ask[], sharedBy: (key: number) => string | null): Ask[][] {
  const waves: Ask[][] = [[]];
  const kinds = new Map<string, string>();
  for (const each of asks) {
    const shared = sharedBy(each.key);
    const kind = JSON.stringify([each.key, each.slug, each.from]);
    if (shared !== null && (kinds.get(shared) ?? kind) !== kind) {
      waves.push([]);
      kinds.clear();
    }
    if (shared !== null) kinds.set(shared, kind);
    waves.at(-1)?.push(each);
  }
  return waves;
}

const askOne = (decider: Decider, asks: Ask[]) =>
  Promise.all(asks.map((each) => ask(decider, each)));

const askProcesses = (asks: Ask[]) =>
  Promise.all(asks.map((each) => ask(processes[each.process] ?? plain, each)));

/** What a verdict says, but for its place in the windows and whether that was the last one. */
function said(verdict: Verdict | undefined): unknown {
  if (!verdict || verdict.state === "unknown") return verdict;
  const { ticket, ...rest } = { ...verdict, at: verdict.ticket.at };
  if (!("windows" in rest)) return rest;
  const { state, windows, place, ...others } = rest;
  const limits = windows.map(({ used, ...limit }) => limit);
  return { state: isCounted(verdict) ? "counted" : state, limits, ...others };
}

const isCounted = ({ state }: Verdict) => state === "accepted" || state === "limited";

/** The places in the windows and in the order: who of a burst has which is left to chance. */
const places = (verdicts: Verdict[]) => {
  const judged = verdicts.flatMap((each) => ("windows" in each ? [each] : []));
  return [
    ...judged.filter(isCounted).map(({ key, state, windows }) => [key.keyId, state, windows]),
    ...judged.map(({ key, place }) => [key.keyId, place]),
  ]
    .map((each) => JSON.stringify(each))
    .toSorted();
};

/** What each key has used. */
const windowsOf = (decider: Decider | undefined) =>
  Promise.all(
    world.memories[0].world.keys.map(async ({ row }) => {
      const counts = await decider?.windowsNow(row.organization_id, row.id);
      return WINDOW_NAMES.map((name) => counts?.[name] ?? 0);
    }),
  );

/** What a call that was let in takes of its customer's quota. */
function unitsOf(verdict: Verdict): number {
  if (!("target" in verdict) || !verdict.target?.capability || verdict.target.paused) return 0;
  const { capabilityId, weight } = verdict.target.capability;
  const capabilities = verdict.key.surface?.capabilities ?? [];
  return capabilities === "all" || capabilities.includes(capabilityId) ? weight : 0;
}

/** The window that refused a call. */
function reasonOf(verdict: Verdict): string | undefined {
  return verdict.state === "limited" ? refusingWindow(verdict.windows)?.name : undefined;
}

const seen = new Set<string>();

/** All say the same, and have charged the same. */
async function compare(asks: Ask[]): Promise<void> {
  const expected = await askOne(plain, asks);
  for (const verdict of expected) seen.add(reasonOf(verdict) ?? verdict.state);
  for (const verdicts of [await askOne(remembering, asks), await askProcesses(asks)]) {
    expect(verdicts.map(said)).toEqual(expected.map(said));
    expect(places(verdicts)).toEqual(places(expected));
  }
  const windows = await windowsOf(plain);
  expect(await windowsOf(remembering)).toEqual(windows);
  expect(await windowsOf(processes[0])).toEqual(windows);
  const [stored, ...inMemory] = await world.usedByCustomers();
  expect([stored, stored]).toEqual(inMemory);
}

/** Each is told what was before the change or what is after it, and what is granted is charged. */
async function compareMeanwhile(change: Change, asks: Ask[]): Promise<void> {
  const predict = () => askOne(new Decider(world.copy(), 0), asks);
  const before = await windowsOf(plain);
  const [sharedBefore] = await world.usedByCustomers();
  const old = await predict();
  const [verdicts] = await Promise.all([askProcesses(asks), world.change(change)]);
  const current = await predict();
  for (const [index, verdict] of verdicts.entries())
    expect([said(old[index]), said(current[index])]).toContainEqual(said(verdict));
  const charged = await windowsOf(processes[0]);
  for (const [key, used] of before.entries()) {
    const granted = (of: Verdict[]) =>
      of.filter(({ state }, index) => state === "accepted" && asks[index]?.key === key).length;
    expect(charged[key]).toEqual(used.map((count) => count + granted(verdicts)));
    const bounds = [granted(old), granted(current)];
    // A key that moves may take what is left of one customer and then of the other.
    const most = isMove(change) ? granted(old) + granted(current) : Math.max(...bounds);
    expect(granted(verdicts)).toBeGreaterThanOrEqual(Math.min(...bounds));
    expect(granted(verdicts)).toBeLessThanOrEqual(most);
  }
  const [shared] = await world.usedByCustomers();
  expect(shared).toEqual(
    world.memories[0].world.customers.map(({ row }, index) => {
      const own = verdicts.filter(
        (each) => each.state === "accepted" && each.key.customerId === row.id,
      );
      const units = own.reduce((sum, verdict) => sum + unitsOf(verdict), 0);
      const used = [...WINDOW_NAMES.map(() => own.length), units];
      return used.map((count, at) => count + Number(sharedBefore[index]?.[at]));
    }),
  );
  const asked = charged.map(
    (_, key) =>
      verdicts.filter((each, index) => "place" in each && asks[index]?.key === key).length,
  );
  world.setWindows(charged, asked, shared);
}

const isMove = (change: Change) => "column" in change && change.column === "customer_id";

async function happen(act: Act): Promise<void> {
  if ("change" in act) await world.change(act.change);
  else if ("seconds" in act) await world.passTime(act.seconds);
  else if ("restart" in act) {
    const [gone] = processes.splice(act.restart, 1, open(REMEMBERED[act.restart] ?? 0));
    await gone?.close();
  } else if (act.backup === "save") await world.save();
  else await world.restore();
}

it(`whatever happens, processes say what a store would that forgets all (${RUNS} histories)`, async () => {
  const steps = fc.array(someStep, { minLength: STEPS, maxLength: STEPS });
  const property = fc.asyncProperty(steps, async (history) => {
    await world.begin();
    for (const { act, isMeanwhile, asks } of history) {
      let left = asks;
      if ("change" in act && isMeanwhile) {
        const { change } = act;
        const isShared = (key: number) => isMove(change) || holderOf(key) !== null;
        const [first = []] = wavesOf(asks, (key) => (isShared(key) ? "one of them" : null));
        await compareMeanwhile(change, first);
        left = asks.slice(first.length);
      } else await happen(act);
      for (const wave of wavesOf(left, holderOf)) await compare(wave);
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  const dead = ["disabled", "expired", "retired", "revoked"];
  expect([...seen].toSorted()).toEqual(
    ["accepted", "address_not_allowed", ...dead, "suspended", ...LIMIT_NAMES].toSorted(),
  );
}, 3_600_000);
