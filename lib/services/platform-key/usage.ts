import "server-only";
import { singleKeyAnalyticsContract } from "@/lib/contracts/platform-key-report";
import { defineRead } from "@/lib/services/verb";
import { sparklines } from "@/lib/usage/key-traffic";
import { platformPlace, viewKey } from "./view";

export const platformKeyUsage = defineRead(
  singleKeyAnalyticsContract,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    const { id, lastUsedAt, lastUsedFrom } = await viewKey(db, platformPlace(principal), input.id);
    const days = await sparklines(organizationId, [id]);
    return {
      analytics: {
        lastUsedAt,
        lastUsedFrom,
        requestsLast7Days: days.get(id) ?? [],
      },
      timestamp: new Date().toISOString(),
    };
  },
);
