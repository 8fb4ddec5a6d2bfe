import "server-only";
import { platformKeyContracts } from "@/lib/contracts/platform-key/contracts";
import {
  PERMISSION_OPTIONS,
  platformKeyAnalyticsContract,
  platformKeyOptionsContract,
  singleKeyAnalyticsContract,
} from "@/lib/contracts/platform-key/report";
import { platformKeyScreens } from "@/lib/contracts/platform-key/screen";
import { clock } from "@/lib/core/clock";
import { PLATFORM_WINDOWS, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import type { Prisma } from "@/lib/db/generated/client";
import { countKeyStates, readKeyStates } from "@/lib/db/key-status";
import { databaseNow } from "@/lib/db/prisma";
import { maxLimit, usualLimit } from "@/lib/env";
import {
  assertKeyExists,
  firstUse,
  INACTIVE,
  maskedSecret,
  newestSecret,
  selectedStates,
} from "@/lib/services/key/key-facts";
import { pageOfKeys, tableOfKeys } from "@/lib/services/key/page-of-keys";
import { viewActivity, viewSelection } from "@/lib/services/key/view-activity";
import { viewDecisions } from "@/lib/services/key/view-decisions";
import { defineRead } from "@/lib/services/verb";
import { sparklines } from "@/lib/usage/key-traffic";
import { outliving } from "./change-minted";
import { platformPlace, viewKey, viewKeys } from "./view";

export const listPlatformKeys = defineRead(platformKeyContracts.list, async (context) => {
  const { principal, input, db } = context;
  const { states, pagination, total } = await pageOfKeys(db, platformPlace(principal), input);
  const data = await viewKeys(db, states);
  return { data, pagination, apiKeys: data, total, timestamp: clock.now().toISOString() };
});

export const getPlatformKey = defineRead(
  platformKeyContracts.get,
  async ({ principal, input, db }) => ({
    apiKey: await viewKey(db, platformPlace(principal), input.id),
    timestamp: clock.now().toISOString(),
  }),
);

export const platformKeyOptions = defineRead(platformKeyOptionsContract, async () => ({
  ...PERMISSION_OPTIONS,
  rateLimits: {
    ...perWindow("defaultPer", PLATFORM_WINDOWS, usualLimit),
    ...perWindow("maxPer", WINDOW_NAMES, maxLimit),
  },
}));

/** The breakdown names the keys used last; the counts are of all. */
const MAX_NAMED = 10_000;

export const platformKeyAnalytics = defineRead(platformKeyAnalyticsContract, async (context) => {
  const { principal, db } = context;
  const place = platformPlace(principal);
  const counts = await countKeyStates(db, place);
  const { rows, total } = await readKeyStates(db, {
    place,
    sort: "lastUsedAt",
    direction: "desc",
    limit: MAX_NAMED,
  });
  const keys = await viewKeys(db, rows);
  return {
    analytics: {
      totalKeys: total,
      activeKeys: INACTIVE.reduce((left, status) => left - (counts.get(status) ?? 0), total),
      expiredKeys: counts.get("expired") ?? 0,
      keyBreakdown: keys.map(({ id, name, keyPrefix, lastUsedAt, isActive }) => ({
        id,
        name,
        keyPrefix,
        lastUsedAt,
        isActive,
      })),
      keyBreakdownHasMore: total > keys.length,
    },
    timestamp: clock.now().toISOString(),
  };
});

export const platformKeyUsage = defineRead(singleKeyAnalyticsContract, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { id, lastUsedAt, lastUsedFrom } = await viewKey(db, platformPlace(principal), input.id);
  const days = await sparklines(organizationId, [id]);
  return {
    analytics: { lastUsedAt, lastUsedFrom, requestsLast7Days: days.get(id) ?? [] },
    timestamp: clock.now().toISOString(),
  };
});

export const platformKeyTable = defineRead(platformKeyScreens.table, async (context) => {
  const { principal, input, db } = context;
  const page = await pageOfKeys(db, platformPlace(principal), input);
  return tableOfKeys(principal, await viewKeys(db, page.states), page);
});

export const platformKeyOverview = defineRead(platformKeyScreens.overview, async (context) => {
  const { principal, input, db } = context;
  const key = await viewKey(db, platformPlace(principal), input.id);
  return { key, ...(await viewActivity(db, principal.organizationId, key)) };
});

export const platformKeySelection = defineRead(platformKeyScreens.selection, async (context) => {
  const { principal, input, db } = context;
  const place = platformPlace(principal);
  const states = await selectedStates(db, place, input.keyIds);
  return viewSelection(principal.organizationId, await viewKeys(db, states));
});

export const platformKeyDecisions = defineRead(platformKeyScreens.decisions, async (context) => {
  const { principal, input, db } = context;
  await assertKeyExists(db, platformPlace(principal), input.id);
  return viewDecisions(db, principal.organizationId, input.id, input.limit);
});

export const platformKeyFirstUse = defineRead(
  platformKeyScreens.firstUse,
  ({ principal, input, db }) => firstUse(db, platformPlace(principal), input.id),
);

const MAX_DESCENDANTS_NAMED = 50;

/** Throws `not_found` when one of the keys is not of the organization. */
export const keyDescendants = defineRead(platformKeyScreens.descendants, async (context) => {
  const { principal, input, db } = context;
  await selectedStates(db, platformPlace(principal), input.keyIds);
  const now = await databaseNow(db);
  const where: Prisma.ApiKeyWhereInput = {
    organizationId: principal.organizationId,
    mintedByKeyId: { in: input.keyIds },
    revokedAt: null,
    OR: outliving(input.outliving ? new Date(input.outliving) : now),
  };
  const [total, rows] = await Promise.all([
    db.apiKey.count({ where }),
    db.apiKey.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: MAX_DESCENDANTS_NAMED,
      include: {
        secrets: newestSecret,
        surface: { select: { name: true } },
        customer: { select: { name: true } },
      },
    }),
  ]);
  const keys = rows.map(({ id, name, customer, secrets, ...row }) => ({
    id,
    name: name || null,
    customer: customer?.name ?? null,
    maskedKey: maskedSecret(secrets[0]),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    surface: {
      id: row.surfaceId ?? "",
      productId: row.productId ?? "",
      name: row.surface?.name ?? "",
    },
  }));
  return { total, keys, timestamp: now.toISOString() };
});
