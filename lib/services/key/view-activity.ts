import "server-only";
import type { KeyLimitNow } from "@/lib/contracts/key-screen";
import { WINDOWS, type WindowCounts } from "@/lib/core/windows";
import { databaseNow } from "@/lib/db/database-now";
import type { Transaction } from "@/lib/db/prisma";
import { decisions } from "@/lib/decisions/decisions";
import { callersOf } from "@/lib/usage/callers";
import { readUsageCounts } from "@/lib/usage/read-usage";
import { viewSecrets } from "./view-secrets";

const DAY = WINDOWS.day.seconds * 1_000;
const DAYS = 7;

type Limit = { window: KeyLimitNow["window"]; allowed: number | null };

/** What a page of one key shows beside the key itself. */
export async function viewActivity(
  db: Transaction,
  organizationId: string,
  keyId: string,
  limits: readonly Limit[],
) {
  const now = await databaseNow(db);
  const [revokedBy, windows, secrets, days, callers] = await Promise.all([
    revokerOf(db, keyId),
    decisions().windowsNow(organizationId, keyId),
    viewSecrets(db, organizationId, keyId, now),
    daysOf(organizationId, keyId, now),
    callersOf(organizationId, keyId),
  ]);
  return {
    revokedBy,
    limits: limits.map((limit) => limitNow(limit, windows, now)),
    secrets,
    days,
    callers: callers.map(({ lastAt, ...caller }) => ({ ...caller, lastAt: lastAt.toISOString() })),
    timestamp: now.toISOString(),
  };
}

async function revokerOf(db: Transaction, id: string): Promise<string | null> {
  const key = await db.apiKey.findUnique({ where: { id }, select: { revokedById: true } });
  if (!key?.revokedById) return null;
  const user = await db.user.findUnique({
    where: { id: key.revokedById },
    select: { name: true },
  });
  return user?.name ?? null;
}

function limitNow({ window, allowed }: Limit, used: WindowCounts, now: Date): KeyLimitNow {
  return {
    window,
    used: used[window],
    allowed,
    resetsAt: nextStart(WINDOWS[window].seconds * 1_000, now),
  };
}

/** When a window of this length starts again on the UTC clock. */
function nextStart(length: number, now: Date): string {
  return new Date((Math.floor(now.getTime() / length) + 1) * length).toISOString();
}

async function daysOf(organizationId: string, keyId: string, now: Date) {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const starts = Array.from({ length: DAYS }, (_, age) => today - (DAYS - 1 - age) * DAY);
  const counts = await readUsageCounts({
    organizationId,
    granularity: "day",
    from: new Date(today - (DAYS - 1) * DAY),
    to: new Date(today + DAY),
    keyId,
    groups: ["outcome"],
    limit: 1_000,
  });
  return starts.map((start) => ({
    day: new Date(start).toISOString(),
    outcomes: Object.fromEntries(
      counts
        .filter(({ bucket }) => bucket.getTime() === start)
        .map(({ outcome, requests }) => [outcome, requests]),
    ),
  }));
}
