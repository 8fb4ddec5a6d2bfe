import "server-only";
import { memoize } from "@/lib/core/bounded-cache";
import { plainAddress } from "@/lib/core/ip-range";
import { WINDOW_NAMES } from "@/lib/core/windows";
import { NOTHING_TAKEN, priceOf, type Taken, type Ticket } from "@/lib/journal/journal-entry";
import type { LimitWindow, SpendCap } from "@/lib/policy/principal";
import type {
  Charged,
  CustomerSnapshot,
  LiveState,
  Read,
  Snapshot,
  TargetSnapshot,
  Turn,
} from "./decision-store";
import { limitWindow, overageOf, quotaWindow, spendCapOf } from "./rate-limit";
import type { Known } from "./snapshots";
import type { AskedRequest, Verdict } from "./verdict";

export type Ask = {
  /** Hex, one per pepper. */
  hashes: readonly string[];
  request: AskedRequest;
  /** The endpoint that is called. */
  slug: string | undefined;
  /** How often it was asked again. */
  retries: number;
  /** What was just read for it, to be charged. */
  known?: Known | undefined;
  resolve: (verdict: Verdict) => void;
  reject: (error: unknown) => void;
};

const plain = memoize(plainAddress);

/** The caller's address as stores compare it. */
export function addressOf({ request: { callerAddress } }: Ask): string | null {
  return callerAddress === null ? null : plain(callerAddress);
}

/** An ask and what is known of its key after the charge. */
export type Judged = {
  ask: Ask;
  read: Exclude<Read, { state: "changed" } | { charged: unknown }> | JudgedKey;
};

type JudgedKey = {
  state: LiveState;
  snapshot: Snapshot;
  target: TargetSnapshot | null;
  charged: Charged;
};

/** Hands each ask its verdict: of what a key was granted, its first asks have the first. */
export function grantInTurn(judged: readonly Judged[], ticket: Ticket): void {
  const turns = new Map<string, { asked: number; active: number }>();
  for (const { ask, read } of judged) {
    if (!("snapshot" in read)) {
      ask.resolve({ ticket, ...read });
      continue;
    }
    const { state, snapshot, target, charged } = read;
    const { keyId } = snapshot.key;
    const turn = turns.get(keyId) ?? { asked: 0, active: 0 };
    turns.set(keyId, turn);
    turn.asked += 1;
    if (state === "active") turn.active += 1;
    const isGranted = turn.active <= charged.granted;
    ask.resolve({
      state: state === "active" ? (isGranted ? "accepted" : "limited") : state,
      key: snapshot.key,
      windows: windowsAfter(snapshot, charged, turn.active),
      ticket,
      place: charged.earlier + turn.asked,
      taken: NOTHING_TAKEN,
      spend: null,
      target: target?.target ?? null,
    });
  }
}

/** What is known of an ask that was charged for itself, and the units that it takes where it is let in. */
type JudgedTurn = Omit<JudgedKey, "charged"> & {
  shared: CustomerSnapshot;
  units: number;
  turn: Turn;
};

/** Hands an ask of a key that has a customer its verdict. */
export function grantTurn(ask: Ask, judged: JudgedTurn, ticket: Ticket): void {
  const { state, snapshot, target, turn } = judged;
  ask.resolve({
    state: state === "active" ? (turn.isGranted ? "accepted" : "limited") : state,
    key: snapshot.key,
    windows: windowsOf(judged),
    ticket,
    place: turn.earlier + 1,
    taken: takenBy(judged),
    spend: spendOf(judged),
    target: target?.target ?? null,
  });
}

/** The spend cap, where it may be what refused. */
function spendOf({ shared: { spendCap }, turn }: JudgedTurn): SpendCap | null {
  if (!spendCap || turn.isGranted) return null;
  return spendCapOf(spendCap, turn.spent, turn.month.bucket, priceOf(turn.priceParts));
}

function takenBy({ shared: { quota }, units, turn }: JudgedTurn): Taken {
  if (!turn.isGranted) return NOTHING_TAKEN;
  const { priceParts, failureBilled } = turn;
  return {
    units,
    overageUnits: overageOf(units, turn.month.used, quota),
    priceParts,
    failureBilled,
  };
}

/** Those of the key, then those that it shares. */
function windowsOf({ snapshot, shared, units, turn }: JudgedTurn): LimitWindow[] {
  const { limits, quota } = shared;
  const windows = [
    ...limitedWindows(snapshot.limits, turn.windows),
    ...limitedWindows(limits, turn.customer, 0, true),
  ];
  if (!quota) return windows;
  const { used, bucket } = turn.month;
  return [...windows, quotaWindow(quota.units, used, bucket, quota.isHard ? units : 0)];
}

/** The limited windows as they stood after the nth ask of their key. */
function windowsAfter({ limits }: Snapshot, charged: Charged, nth: number): LimitWindow[] {
  const later = charged.granted - Math.min(nth, charged.granted);
  return limitedWindows(limits, charged.windows, later);
}

function limitedWindows(
  limits: Snapshot["limits"],
  counted: Charged["windows"],
  later = 0,
  isShared = false,
): LimitWindow[] {
  const windows: LimitWindow[] = [];
  WINDOW_NAMES.forEach((name, index) => {
    const [limit, window] = [limits[index], counted[index]];
    if (typeof limit !== "number" || !window) return;
    const shown = isShared ? (`customer-${name}` as const) : name;
    windows.push(limitWindow(name, limit, window.used - later, window.bucket, shown));
  });
  return windows;
}
