import "server-only";
import { platformKeyAnalyticsContract } from "@/lib/contracts/platform-key-report";
import { readKeyStates } from "@/lib/db/key-states";
import { viewKeys } from "@/lib/services/platform-key/view";
import { defineRead } from "@/lib/services/verb";

const MOST_KEYS = 10_000;

export const platformKeyAnalytics = defineRead(
  platformKeyAnalyticsContract,
  async ({ principal, db }) => {
    const { rows, total } = await readKeyStates(db, {
      organizationId: principal.organizationId,
      sort: "lastUsedAt",
      direction: "desc",
      limit: MOST_KEYS,
    });
    const keys = await viewKeys(db, rows);
    return {
      analytics: {
        totalKeys: total,
        activeKeys: keys.filter((key) => key.isActive).length,
        expiredKeys: keys.filter((key) => key.status === "expired").length,
        keyBreakdown: keys.map(({ id, name, keyPrefix, lastUsedAt, isActive }) => ({
          id,
          name,
          keyPrefix,
          lastUsedAt,
          isActive,
        })),
      },
      timestamp: new Date().toISOString(),
    };
  },
);
