import "server-only";
import { WINDOW_NAMES } from "@/lib/core/windows";
import type { Ticket } from "@/lib/journal/journal-entry";
import type { LimitWindow } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import type { CallTarget, DeadState, KeySurface, Verdict } from "./decision-store";
import { limitWindow } from "./rate-limit";

/** What a secret and where it is used from make of a request, before its limits are asked. */
export type KeyState = DeadState | "active" | "address_not_allowed";

/** A row of the decision statement, in array mode. */
export type VerdictRow = [
  position: number,
  verdict: KeyState | "changed",
  /** To all secrets of the key. */
  granted: number,
  at: number,
  organizationId: string,
  keyId: string,
  secretId: string,
  pepperVersion: number,
  name: string,
  environment: Environment,
  permissions: string,
  allowedIps: string,
  expiresAt: number | null,
  revision: number,
  productId: string | null,
  surfaceId: string | null,
  /** Null for a key that is not scoped. */
  capabilities: string | null,
  ...windows: Counters<typeof WINDOW_NAMES>,
  ...target: Partial<Target>,
];

/** Of each window; null in the row of a dead secret, but for the limit. */
type Counters<Names extends readonly unknown[]> = Names extends readonly [unknown, ...infer Others]
  ? [limit: number | null, used: number, bucket: number, ...Counters<Others>]
  : [];

/** What stands behind an endpoint; null where there is none. */
type Target = [
  paused: boolean | null,
  answerMode: string | null,
  offered: boolean | null,
  capabilityId: string | null,
  capabilityRevision: number | null,
  outputStep: string | null,
  flowId: string | null,
  flowRevision: number | null,
  publishedVersion: number | null,
];

/**
 * The verdict of a request, of those that count the nth (from 1) of its key; the windows as they stood
 * after that one.
 */
export function toVerdict(row: VerdictRow, state: KeyState, nth: number, ticket: Ticket): Verdict {
  const [, , granted, , organizationId, keyId, secretId] = row;
  if (state !== "active" && state !== "address_not_allowed")
    return { state, key: { organizationId, keyId, secretId }, ticket };
  return {
    state: state === "active" ? (nth <= granted ? "accepted" : "limited") : state,
    key: {
      organizationId,
      keyId,
      secretId,
      pepperVersion: row[7],
      name: row[8],
      environment: row[9],
      permissions: words(row[10]),
      allowedIps: words(row[11]),
      expiresAt: row[12],
      revision: row[13],
      surface: surfaceOf(row),
    },
    windows: windowsOf(row, Math.min(nth, granted) - granted),
    ticket,
    target: targetOf(row),
  };
}

function surfaceOf(row: VerdictRow): KeySurface | null {
  const [productId, surfaceId, capabilities] = [row[14], row[15], row[16]];
  if (productId === null || surfaceId === null) return null;
  return {
    productId,
    surfaceId,
    capabilities: capabilities === null ? "all" : words(capabilities),
  };
}

function targetOf(row: VerdictRow): CallTarget | null {
  const [paused, answerMode] = [row[26], row[27]];
  if (paused === null || paused === undefined) return null;
  return { paused, answersAll: answerMode === "all", capability: capabilityOf(row) };
}

function capabilityOf(row: VerdictRow): CallTarget["capability"] {
  const [offered, capabilityId, capabilityRevision] = [row[28], row[29], row[30]];
  const [flowId, flowRevision] = [row[32], row[33]];
  if (!offered || !capabilityId || !capabilityRevision || !flowId || !flowRevision) return null;
  return {
    capabilityId,
    capabilityRevision,
    flowId,
    flowRevision,
    publishedVersion: row[34] ?? null,
    outputStep: row[31] ?? null,
  };
}

function words(joined: string): string[] {
  return joined === "" ? [] : joined.split(" ");
}

/** Where the counters of the windows begin. */
const WINDOWS_AT = 17;

function windowsOf(row: VerdictRow, charged: number): LimitWindow[] {
  const windows: LimitWindow[] = [];
  let at = WINDOWS_AT;
  for (const name of WINDOW_NAMES) {
    const limit = row[at];
    const used = row[at + 1];
    const bucket = row[at + 2];
    if (typeof limit === "number" && typeof used === "number" && typeof bucket === "number")
      windows.push(limitWindow(name, limit, used + charged, bucket));
    at += 3;
  }
  return windows;
}
