import "server-only";
import type { CallableCapability } from "@/lib/contracts/surface-key/screen";
import type { SurfacePlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";

/** The capabilities of a surface as it shows them, in its order. */
export async function surfaceCapabilities(
  db: Transaction,
  { organizationId, productId, surfaceId }: SurfacePlace,
): Promise<CallableCapability[]> {
  const items = await db.surfaceItem.findMany({
    where: { organizationId, productId, surfaceId },
    orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
    select: {
      capabilityId: true,
      exposedName: true,
      exposedDescription: true,
      endpointSlug: true,
      enabled: true,
      capability: {
        select: {
          capabilityName: true,
          capabilityDescription: true,
          parametersSchema: true,
          enabled: true,
        },
      },
    },
  });
  return items.map(({ capability, ...item }) => ({
    id: item.capabilityId,
    name: item.exposedName ?? capability.capabilityName,
    slug: item.endpointSlug,
    description: item.exposedDescription ?? capability.capabilityDescription,
    enabled: item.enabled && capability.enabled,
    parametersSchema: capability.parametersSchema,
  }));
}
