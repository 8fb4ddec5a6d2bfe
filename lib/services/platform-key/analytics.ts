import "server-only";
import { platformKeyAnalyticsContract } from "@/lib/contracts/platform-key-report";
import { countKeyStates, readKeyStates } from "@/lib/db/key-states";
import { INACTIVE } from "@/lib/services/key/key-facts";
import { defineRead } from "@/lib/services/verb";
import { platformPlace, viewKeys } from "./view";

/** The breakdown names the keys used last; the counts are of all. */
const MAX_NAMED = 10_000;

export const platformKeyAnalytics = defineRead(
  platformKeyAnalyticsContract,
  async ({ principal, db }) => {
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
      timestamp: new Date().toISOString(),
    };
  },
);
