import "server-only";
import type { DeadState, Ticket, Verdict } from "@/lib/decisions/decision-store";
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
    },
    windows: windowsOf(row, before + Math.min(nth, granted)),
    ticket,
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
