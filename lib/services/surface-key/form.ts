import "server-only";
import { surfaceKeyFormContract } from "@/lib/contracts/surface-key-screen";
import { notFound } from "@/lib/core/errors";
import { SURFACE_PREFIX } from "@/lib/credentials/families";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { defaultLimits } from "@/lib/services/key/default-limits";
import { surfaceCapabilities } from "@/lib/services/key/surface-capabilities";
import { defineRead } from "@/lib/services/verb";
import { surfacePlace } from "./view";

export const surfaceKeyForm = defineRead(
  surfaceKeyFormContract,
  async ({ principal, input, db }) => {
    const place = surfacePlace(principal, input);
    const { organizationId, productId, surfaceId } = place;
    const surface = await db.surface.findFirst({
      where: { organizationId, productId, id: surfaceId },
      select: { id: true, name: true, environment: true, config: true },
    });
    if (!surface) throw notFound("Surface");
    const { id, name, environment, config } = surface;
    const { perMinute, perDay } = defaultLimits(config);
    return {
      surface: { id, name },
      capabilities: await surfaceCapabilities(db, place),
      environments: {
        offered: [...ENVIRONMENTS],
        proposed: environment === "production" ? ("production" as const) : ("test" as const),
      },
      limits: { defaultPerMinute: perMinute, defaultPerDay: perDay },
      prefix: SURFACE_PREFIX,
    };
  },
);
