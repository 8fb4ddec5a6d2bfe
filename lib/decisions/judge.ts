import "server-only";
import { memoize } from "@/lib/core/bounded-cache";
import { plainAddress } from "@/lib/core/ip-range";
import { WINDOW_NAMES } from "@/lib/core/windows";
import type { Ticket } from "@/lib/journal/journal-entry";
import type { LimitWindow } from "@/lib/policy/principal";
import type { Charged, Read, Snapshot } from "./decision-store";
import { limitWindow } from "./rate-limit";
import type { AskedRequest, Verdict } from "./verdict";

export type Ask = {
  /** Hex, one per pepper. */
  hashes: readonly string[];
  request: AskedRequest;
  /** The endpoint that is called. */
  slug: string | undefined;
  /** How often it was asked again. */
  retries: number;
  resolve: (verdict: Verdict) => void;
  reject: (error: unknown) => void;
};

const plain = memoize(plainAddress);

/** The caller's address as stores compare it. */
export function addressOf({ request: { callerAddress } }: Ask): string | null {
  return callerAddress === null ? null : plain(callerAddress);
}

/** An ask and what is known of its key after the charge. */
export type Judged = { ask: Ask; read: Exclude<Read, { state: "changed" }> };

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
      target: target?.target ?? null,
    });
  }
}

/** The limited windows as they stood after the nth ask of their key. */
function windowsAfter({ limits }: Snapshot, charged: Charged, nth: number): LimitWindow[] {
  const later = charged.granted - Math.min(nth, charged.granted);
  const windows: LimitWindow[] = [];
  WINDOW_NAMES.forEach((name, index) => {
    const limit = limits[index];
    const counted = charged.windows[index];
    if (typeof limit === "number" && counted)
      windows.push(limitWindow(name, limit, counted.used - later, counted.bucket));
  });
  return windows;
}
