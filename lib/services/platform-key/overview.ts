import "server-only";
import {
  type PlatformKeyOverview,
  platformKeyOverviewContract,
} from "@/lib/contracts/platform-key-screen";
import { clock } from "@/lib/core/clock";
import type { Transaction } from "@/lib/db/prisma";
import { viewSecrets } from "@/lib/services/platform-key/secrets";
import { viewKey } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";
import { callersOf, type WindowsNow, windowsNow } from "@/lib/usage/key-activity";
import { readUsageCounts } from "@/lib/usage/usage-counts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 7;

export const platformKeyOverview = defineRead(
  platformKeyOverviewContract,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    const key = await viewKey(db, organizationId, input.id);
    const [revokedBy, windows, secrets, days, callers] = await Promise.all([
      revokerOf(db, key.id),
      windowsNow(organizationId, key.id),
      viewSecrets(db, organizationId, key),
      daysOf(organizationId, key.id),
      callersOf(organizationId, key.id),
    ]);
    return {
      key,
      revokedBy,
      limits: limitsNow(key, windows),
      secrets,
      days,
      callers: callers.map(({ lastAt, ...caller }) => ({
        ...caller,
        lastAt: lastAt.toISOString(),
      })),
      timestamp: new Date().toISOString(),
    };
  },
);

async function revokerOf(db: Transaction, id: string): Promise<string | null> {
  const key = await db.apiKey.findUnique({ where: { id }, select: { revokedById: true } });
  if (!key?.revokedById) return null;
  const user = await db.user.findUnique({
    where: { id: key.revokedById },
    select: { name: true },
  });
  return user?.name ?? null;
}

function limitsNow(key: PlatformKeyOverview["key"], used: WindowsNow) {
  const { rateLimitPerHour, rateLimitPerDay } = key;
  return [
    { window: "hour" as const, used: used.hour, allowed: rateLimitPerHour, ...nextStart(HOUR) },
    { window: "day" as const, used: used.day, allowed: rateLimitPerDay, ...nextStart(DAY) },
  ];
}

/** When a window of this length starts again on the UTC clock. */
function nextStart(length: number): { resetsAt: string } {
  const now = clock.now().getTime();
  return { resetsAt: new Date((Math.floor(now / length) + 1) * length).toISOString() };
}

async function daysOf(organizationId: string, keyId: string) {
  const today = Math.floor(clock.now().getTime() / DAY) * DAY;
  const starts = Array.from({ length: DAYS }, (_, age) => today - (DAYS - 1 - age) * DAY);
  const counts = await readUsageCounts({
    organizationId,
    granularity: "day",
    from: new Date(today - (DAYS - 1) * DAY),
    to: new Date(today + DAY),
    keyId,
    groups: { key: false, route: false, outcome: true },
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
