import "server-only";
import type { SurfacePlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";

/*
 * Deleting a surface takes its row, then those of its items, and its keys once it is gone. Anyone who
 * changes its keys holds them in that order, or the two would wait for each other.
 */

/** Whether a surface is there; it is not deleted before this transaction ends. */
export async function holdSurface(tx: Transaction, place: SurfacePlace): Promise<boolean> {
  const { organizationId, productId, surfaceId } = place;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM surfaces
    WHERE organization_id = ${organizationId} AND product_id = ${productId} AND id = ${surfaceId}
    FOR KEY SHARE`;
  return rows.length === 1;
}

type HeldCapability = { id: string; enabled: boolean };

/**
 * Those of some capabilities that a surface has, in its order; none of them leaves it before this
 * transaction ends.
 */
export async function holdCapabilities(
  tx: Transaction,
  { organizationId, productId, surfaceId }: SurfacePlace,
  capabilityIds: readonly string[],
): Promise<HeldCapability[]> {
  return tx.$queryRaw<HeldCapability[]>`
    SELECT c.id, i.enabled AND c.enabled AS enabled
    FROM surface_items i JOIN capabilities c ON c.id = i.capability_id
    WHERE i.organization_id = ${organizationId} AND i.product_id = ${productId}
      AND i.surface_id = ${surfaceId} AND i.capability_id = ANY(${capabilityIds})
    ORDER BY i.display_order, i.id
    FOR KEY SHARE OF i`;
}
