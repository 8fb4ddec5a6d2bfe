import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { WINDOW_NAMES } from "@/lib/core/windows";
import { env } from "@/lib/env";
import { hashesOf, someRequest } from "@/tests/factories/decision";
import {
  type Change,
  type ColumnChange,
  DecisionWorld,
  holdClock,
} from "@/tests/support/decision-world";
import { proofCount } from "@/tests/support/proof";
import { Decider } from "./decider";
import { openDecisions } from "./decisions";
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

const someKey = fc.nat({ max: 3 });
const column = (
  table: ColumnChange["table"],
  name: string,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Change> =>
  fc.record({ table: fc.constant(table), key: someKey, column: fc.constant(name), value });

const someEnd = fc.constantFrom(null, 0, 40, 40, 40, 3_600);
const someDeath = fc.constantFrom(null, null, null, 0);
const someLimit = fc.constantFrom(null, 1, 10, 30);
const often = fc.constantFrom(true, true, false);

const someChange = fc.oneof(
  column("api_keys", "limit_per_minute", someLimit),
  column("api_keys", "limit_per_hour", someLimit),
  column("api_keys", "limit_per_day", someLimit),
  { weight: 4, arbitrary: column("api_keys", "expires_at", someEnd) },
  { weight: 4, arbitrary: column("api_secrets", "retire_at", someEnd) },
  column("api_keys", "disabled_at", someDeath),
  column("api_keys", "revoked_at", someDeath),
  column("api_keys", "allowed_ips", fc.constantFrom([], ["10.0.0.0/8"])),
  column("api_keys", "name", fc.constantFrom("One", "Other")),
  column("surfaces", "status", fc.constantFrom("active", "paused")),
  column("surface_items", "enabled", often),
  column("capabilities", "enabled", often),
  column("flows", "published_version", fc.constantFrom(null, 1, 2)),
  { weight: 2, arbitrary: fc.record({ isGranted: often }) },
  { weight: 2, arbitrary: fc.record({ isThere: often }) },
);

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

const seen = new Set<string>();

/** All say the same, and have charged the same. */
async function compare(asks: Ask[]): Promise<void> {
  const expected = await askOne(plain, asks);
  for (const { state } of expected) seen.add(state);
  for (const verdicts of [await askOne(remembering, asks), await askProcesses(asks)]) {
    expect(verdicts.map(said)).toEqual(expected.map(said));
    expect(places(verdicts)).toEqual(places(expected));
  }
  const windows = await windowsOf(plain);
  expect(await windowsOf(remembering)).toEqual(windows);
  expect(await windowsOf(processes[0])).toEqual(windows);
}

/** Each is told what was before the change or what is after it, and what is granted is charged. */
async function compareMeanwhile(change: Change, asks: Ask[]): Promise<void> {
  const predict = () => askOne(new Decider(world.copy(), 0), asks);
  const before = await windowsOf(plain);
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
    expect(granted(verdicts)).toBeGreaterThanOrEqual(Math.min(...bounds));
    expect(granted(verdicts)).toBeLessThanOrEqual(Math.max(...bounds));
  }
  const asked = charged.map(
    (_, key) =>
      verdicts.filter((each, index) => "place" in each && asks[index]?.key === key).length,
  );
  world.setWindows(charged, asked);
}

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
      if ("change" in act && isMeanwhile) await compareMeanwhile(act.change, asks);
      else {
        await happen(act);
        await compare(asks);
      }
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  const dead = ["disabled", "expired", "retired", "revoked"];
  expect([...seen].toSorted()).toEqual(
    ["accepted", "address_not_allowed", ...dead, "limited"].toSorted(),
  );
}, 3_600_000);
