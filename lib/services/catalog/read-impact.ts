import "server-only";
import type { Impact } from "@/lib/contracts/impact";
import { clock } from "@/lib/core/clock";
import type { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";
import { hintOf } from "@/lib/services/key/key-facts";
import { callersOfCapabilities } from "@/lib/usage/capability-callers";
import { readUsageCounts } from "@/lib/usage/usage-counts";

const DAY = 24 * 60 * 60 * 1_000;
const DAYS = 7;
const MOST_KEYS = 50;

/** Keys that are looked at for their callers: the busiest. */
const MOST_CALLING = 1_000;

type Subject = { productId: string; surfaceId?: string; capabilityId?: string };

/**
 * Whom it would break if a surface, or a capability wherever it stands, could not be called any
 * more. Keys and callers are named to those who may read surface keys.
 */
export async function readImpact(
  db: Transaction,
  principal: Principal,
  subject: Subject,
): Promise<Impact> {
  const { organizationId } = principal;
  const where = livingKeys(organizationId, subject);
  const from = new Date((Math.floor(clock.now().getTime() / DAY) - DAYS + 1) * DAY);
  const counts = await callsByKey(organizationId, subject, from);
  const ids = [...counts.keys()];
  const calling = await db.apiKey.findMany({
    where: { ...where, id: { in: ids.slice(0, MOST_CALLING) } },
    select: { id: true },
  });
  const living = new Set(calling.map(({ id }) => id));
  const busiest = ids.filter((id) => living.has(id));
  const isNamed = can(principal, "SURFACE_KEYS:READ");
  const [keyCount, keys, callers] = await Promise.all([
    db.apiKey.count({ where }),
    isNamed ? namedKeys(db, where, busiest) : [],
    isNamed
      ? callersOfCapabilities({
          organizationId,
          keyIds: busiest,
          capabilityId: subject.capabilityId,
          from,
        })
      : [],
  ]);
  return {
    keys: keys.map((key) => ({ ...key, requests: counts.get(key.id) ?? 0 })),
    keyCount,
    callers: callers.map(({ lastAt, ...caller }) => ({ ...caller, lastAt: lastAt.toISOString() })),
    requests: busiest.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0),
  };
}

/** Keys that can call it, neither revoked, disabled nor expired. */
function livingKeys(
  organizationId: string,
  { productId, surfaceId, capabilityId }: Subject,
): Prisma.ApiKeyWhereInput {
  return {
    organizationId,
    kind: "surface",
    productId,
    ...(surfaceId !== undefined && { surfaceId }),
    revokedAt: null,
    disabledAt: null,
    AND: [
      { OR: [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }] },
      capabilityId === undefined
        ? {}
        : {
            surface: { items: { some: { capabilityId } } },
            OR: [{ scoped: false }, { capabilities: { some: { capabilityId } } }],
          },
    ],
  };
}

/** Calls with each key since a moment, the busiest key first. */
async function callsByKey(
  organizationId: string,
  subject: Subject,
  from: Date,
): Promise<Map<string, number>> {
  const rows = await readUsageCounts({
    organizationId,
    ...subject,
    granularity: "day",
    from,
    to: new Date(clock.now().getTime() + DAY),
    groups: ["key", "capability"],
    limit: 1_000_000,
  });
  const counts = new Map<string, number>();
  for (const { key, capability, requests } of rows) {
    if (key !== null && capability !== null) counts.set(key, (counts.get(key) ?? 0) + requests);
  }
  return new Map([...counts].sort(([, one], [, other]) => other - one));
}

const COLUMNS = {
  id: true,
  surfaceId: true,
  name: true,
  customer: true,
  environment: true,
  scoped: true,
  secrets: { select: { prefix: true, lastFour: true }, orderBy: { createdAt: "desc" }, take: 1 },
} as const satisfies Prisma.ApiKeySelect;

/** The busiest keys first, then those that nobody called with, the newest first. */
async function namedKeys(db: Transaction, where: Prisma.ApiKeyWhereInput, busiest: string[]) {
  const named = busiest.slice(0, MOST_KEYS);
  const used = await db.apiKey.findMany({ where: { id: { in: named } }, select: COLUMNS });
  const idle = await db.apiKey.findMany({
    where: { AND: [where, { id: { notIn: named } }] },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST_KEYS - named.length,
    select: COLUMNS,
  });
  const inOrder = used.toSorted((a, b) => named.indexOf(a.id) - named.indexOf(b.id));
  return [...inOrder, ...idle].map(({ secrets: [secret], surfaceId, name, ...facts }) => ({
    ...facts,
    surfaceId: surfaceId ?? "",
    name: name || null,
    maskedKey: `${secret?.prefix ?? ""}${hintOf(secret?.lastFour ?? "")}`,
  }));
}
