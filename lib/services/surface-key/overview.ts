import "server-only";
import { surfaceKeyOverviewContract } from "@/lib/contracts/surface-key-screen";
import { notFound } from "@/lib/core/errors";
import { viewActivity } from "@/lib/services/key/view-activity";
import { defineRead } from "@/lib/services/verb";
import { showKeys } from "./show-keys";
import { livingPlace, viewSurfaceKey } from "./view";

export const surfaceKeyOverview = defineRead(
  surfaceKeyOverviewContract,
  async ({ principal, input, db }) => {
    const place = await livingPlace(db, principal, input);
    const view = await viewSurfaceKey(db, place, input.keyId);
    const [key] = await showKeys(db, place, [view]);
    if (!key) throw notFound("Surface key");
    const activity = await viewActivity(db, place.organizationId, key.id, [
      { window: "minute", allowed: key.rateLimitPerMinute },
      { window: "day", allowed: key.rateLimitPerDay },
    ]);
    return { key, ...activity };
  },
);
