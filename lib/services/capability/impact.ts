import "server-only";
import { capabilityImpactContract } from "@/lib/contracts/impact";
import { notFound } from "@/lib/core/errors";
import { placeOf } from "@/lib/services/catalog/find";
import { readImpact } from "@/lib/services/catalog/read-impact";
import { defineRead } from "@/lib/services/verb";

export const capabilityImpact = defineRead(
  capabilityImpactContract,
  async ({ principal, input, db }) => {
    const { id: productId, capabilityId, surfaceId } = input;
    const found = await db.capability.findFirst({
      where: {
        ...placeOf(principal, productId),
        id: capabilityId,
        ...(surfaceId !== undefined && { items: { some: { surfaceId } } }),
      },
      select: { id: true },
    });
    if (!found) throw notFound("Capability");
    return readImpact(db, principal, { productId, capabilityId, surfaceId });
  },
);
