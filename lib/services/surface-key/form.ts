import "server-only";
import { type SurfaceKeyForm, surfaceKeyFormContract } from "@/lib/contracts/surface-key-screen";
import { notFound } from "@/lib/core/errors";
import { SURFACE_PREFIX } from "@/lib/credentials/families";
import type { SurfacePlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { defaultLimits } from "@/lib/services/key/default-limits";
import { surfaceCapabilities } from "@/lib/services/key/surface-capabilities";
import { surfacePlace } from "@/lib/services/surface-key/view";
import { defineRead } from "@/lib/services/verb";

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
      lastKey: await lastKey(db, place),
    };
  },
);

async function lastKey(db: Transaction, place: SurfacePlace): Promise<SurfaceKeyForm["lastKey"]> {
  const key = await db.apiKey.findFirst({
    where: place,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: {
      name: true,
      environment: true,
      scoped: true,
      limitPerMinute: true,
      limitPerDay: true,
      expiresAt: true,
      capabilities: { select: { capabilityId: true } },
    },
  });
  return (
    key && {
      name: key.name || null,
      environment: key.environment,
      scoped: key.scoped,
      scopes: key.capabilities.map(({ capabilityId }) => capabilityId),
      rateLimitPerMinute: key.limitPerMinute,
      rateLimitPerDay: key.limitPerDay,
      expiresAt: key.expiresAt?.toISOString() ?? null,
    }
  );
}
