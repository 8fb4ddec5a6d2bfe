import "server-only";
import {
  type KeyLimitNow,
  type KeySecret,
  type KeySelection,
  keySelection,
} from "@/lib/contracts/key/screen";
import { clock, isoDates } from "@/lib/core/clock";
import {
  nameIn,
  type PerWindow,
  WINDOW_NAMES,
  WINDOWS,
  type WindowCounts,
  type WindowName,
} from "@/lib/core/windows";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { decisions } from "@/lib/decisions/decisions";
import { callersBySecret, callersOf, callersOfEach } from "@/lib/usage/callers";
import { requestsBySecret } from "@/lib/usage/key-traffic";
import { readUsageCounts } from "@/lib/usage/read-usage";

const DAY = WINDOWS.day.seconds * 1_000;
const DAYS = 7;

type Limited = { id: string } & Partial<PerWindow<"rateLimitPer", WindowName, number | null>>;

/** What a page of one key shows beside the key itself. */
export async function viewActivity(db: Transaction, organizationId: string, key: Limited) {
  const keyId = key.id;
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
    limits: limitsNow(key, windows, now),
    secrets,
    days,
    callers: callers.map(isoDates),
    timestamp: now.toISOString(),
  };
}

async function revokerOf(db: Transaction, id: string): Promise<string | null> {
  const key = await db.apiKey.findUnique({ where: { id }, select: { revokedById: true } });
  if (!key?.revokedById) return null;
  const user = await db.user.findUnique({ where: { id: key.revokedById }, select: { name: true } });
  return user?.name ?? null;
}

function limitsNow(key: Limited, used: WindowCounts, now: Date): KeyLimitNow[] {
  return WINDOW_NAMES.flatMap((window) => {
    const allowed = key[nameIn("rateLimitPer", window)];
    if (allowed === undefined) return [];
    const length = WINDOWS[window].seconds * 1_000;
    const resetsAt = new Date((Math.floor(now.getTime() / length) + 1) * length).toISOString();
    return { window, used: used[window], allowed, resetsAt };
  });
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

const MAX_SECRETS = 20;

/** The secrets of a key, newest first, each with its traffic; callers of those that live. */
async function viewSecrets(
  db: Transaction,
  organizationId: string,
  keyId: string,
  now: Date,
): Promise<KeySecret[]> {
  const rows = await db.apiSecret.findMany({
    where: { organizationId, keyId },
    orderBy: { createdAt: "desc" },
    take: MAX_SECRETS,
    select: {
      id: true,
      prefix: true,
      lastFour: true,
      createdAt: true,
      retireAt: true,
      use: { select: { lastAt: true, address: true } },
    },
  });
  const living = rows.filter(({ retireAt }) => retireAt === null || retireAt > now);
  const livingIds = living.length > 1 ? living.map(({ id }) => id) : [];
  const [requests, callers] = await Promise.all([
    requestsBySecret(organizationId, keyId),
    callersBySecret(organizationId, keyId, livingIds),
  ]);
  return rows.map(({ use, ...row }) => ({
    ...isoDates(row),
    state: stateOf(row.retireAt, now),
    lastUsedAt: use?.lastAt.toISOString() ?? null,
    lastUsedFrom: use?.address ?? null,
    requestsLastDay: requests.get(row.id) ?? 0,
    callers: callers
      .filter(({ secretId }) => secretId === row.id)
      .map(({ secretId: _, ...caller }) => isoDates(caller)),
  }));
}

function stateOf(retireAt: Date | null, now: Date): KeySecret["state"] {
  if (retireAt === null) return "current";
  return retireAt > now ? "retiring" : "retired";
}

/** What an act on several keys shows of those of every family, each with who called it in the last day. */
export async function viewSelection(
  organizationId: string,
  keys: readonly { id: string }[],
): Promise<KeySelection> {
  const ids = keys.map(({ id }) => id);
  const callers = await callersOfEach(organizationId, ids);
  return keySelection.parse({
    keys: keys.map((key) => {
      const own = callers.filter(({ keyId }) => keyId === key.id);
      return {
        ...key,
        callers: own.map(isoDates),
        callersLastDay: own[0]?.callers ?? 0,
      };
    }),
    timestamp: clock.now().toISOString(),
  });
}
