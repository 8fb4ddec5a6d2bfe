import "server-only";
import { platformKeyOverviewContract } from "@/lib/contracts/platform-key-screen";
import { viewActivity } from "@/lib/services/key/view-activity";
import { defineRead } from "@/lib/services/verb";
import { platformPlace, viewKey } from "./view";

export const platformKeyOverview = defineRead(
  platformKeyOverviewContract,
  async ({ principal, input, db }) => {
    const key = await viewKey(db, platformPlace(principal), input.id);
    const activity = await viewActivity(db, principal.organizationId, key.id, [
      { window: "hour", allowed: key.rateLimitPerHour },
      { window: "day", allowed: key.rateLimitPerDay },
    ]);
    return { key, ...activity };
  },
);
