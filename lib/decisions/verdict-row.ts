import "server-only";
import type {
  CallTarget,
  DeadState,
  KeySurface,
  Ticket,
  Verdict,
} from "@/lib/decisions/decision-store";
import { limitWindow } from "@/lib/decisions/windows";
import type { LimitWindow } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

/** Null in the row of a dead secret, but for the limit. */
type Counter = [limit: number | null, used: number, bucket: number];

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
  ...minute: Counter,
  ...hour: Counter,
  ...day: Counter,
  productId: string | null,
  surfaceId: string | null,
  /** Null for a key that is not scoped. */
  capabilities: string | null,
  ...target: Partial<Target>,
];

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
  const [productId, surfaceId, capabilities] = [row[23], row[24], row[25]];
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
  const outputStep = row[31] ?? null;
  const publishedVersion = row[34] ?? null;
  return {
    capabilityId,
    capabilityRevision,
    flowId,
    flowRevision,
    publishedVersion,
    outputStep,
  };
}

function words(joined: string): string[] {
  return joined === "" ? [] : joined.split(" ");
}

function windowsOf(row: VerdictRow, charged: number): LimitWindow[] {
  const windows: LimitWindow[] = [];
  if (row[14] !== null) windows.push(limitWindow("minute", row[14], row[15] + charged, row[16]));
  if (row[17] !== null) windows.push(limitWindow("hour", row[17], row[18] + charged, row[19]));
  if (row[20] !== null) windows.push(limitWindow("day", row[20], row[21] + charged, row[22]));
  return windows;
}
