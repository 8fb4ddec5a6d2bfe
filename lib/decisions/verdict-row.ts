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

/** A row of the decision statement, in array mode. */
export type VerdictRow = [
  position: number,
  verdict: DeadState | "active" | "changed",
  granted: number,
  before: number,
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

/** The verdict of the nth request (from 1) of a row's secret. */
export function toVerdict(
  row: VerdictRow,
  state: DeadState | "active",
  nth: number,
  ticket: Ticket,
): Verdict {
  const [, , granted, before, , organizationId, keyId, secretId] = row;
  if (state !== "active") return { state, key: { organizationId, keyId, secretId }, ticket };
  return {
    state: nth <= granted ? "accepted" : "limited",
    key: {
      organizationId,
      keyId,
      secretId,
      pepperVersion: row[8],
      name: row[9],
      environment: row[10],
      permissions: words(row[11]),
      allowedIps: words(row[12]),
      expiresAt: row[13],
      revision: row[14],
      surface: surfaceOf(row),
    },
    windows: windowsOf(row, before + Math.min(nth, granted)),
    ticket,
    target: targetOf(row),
  };
}

function surfaceOf(row: VerdictRow): KeySurface | null {
  const [productId, surfaceId, capabilities] = [row[24], row[25], row[26]];
  if (productId === null || surfaceId === null) return null;
  return {
    productId,
    surfaceId,
    capabilities: capabilities === null ? "all" : words(capabilities),
  };
}

function targetOf(row: VerdictRow): CallTarget | null {
  const [paused, answerMode] = [row[27], row[28]];
  if (paused === null || paused === undefined) return null;
  return { paused, answersAll: answerMode === "all", capability: capabilityOf(row) };
}

function capabilityOf(row: VerdictRow): CallTarget["capability"] {
  const [offered, capabilityId, capabilityRevision] = [row[29], row[30], row[31]];
  const [flowId, flowRevision] = [row[33], row[34]];
  if (!offered || !capabilityId || !capabilityRevision || !flowId || !flowRevision) return null;
  const outputStep = row[32] ?? null;
  const publishedVersion = row[35] ?? null;
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
  if (row[15] !== null) windows.push(limitWindow("minute", row[15], row[16] + charged, row[17]));
  if (row[18] !== null) windows.push(limitWindow("hour", row[18], row[19] + charged, row[20]));
  if (row[21] !== null) windows.push(limitWindow("day", row[21], row[22] + charged, row[23]));
  return windows;
}
