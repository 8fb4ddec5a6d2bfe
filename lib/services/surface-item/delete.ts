import "server-only";
import { deleteSurfaceItemContract } from "@/lib/contracts/surface-item";
import { notFound } from "@/lib/core/errors";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const deleteSurfaceItem = defineWrite(
  deleteSurfaceItemContract,
  async ({ principal, input, db }) => {
    const { id: productId, surfaceId, itemId: id } = input;
    const place = await takeProduct(db, principal, productId, "Surface item");
    const found = await db.surfaceItem.findFirst({
      where: { ...place, surfaceId, id },
      select: { capabilityId: true, endpointSlug: true },
    });
    if (!found) throw notFound("Surface item");
    await db.surfaceItem.delete({ where: { id } });
    return {
      output: { id, deleted: true as const },
      audit: { target: { type: "surfaceItem", id }, metadata: { surfaceId, ...found } },
    };
  },
);
