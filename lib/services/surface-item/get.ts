import "server-only";
import { getSurfaceItemContract } from "@/lib/contracts/surface-item";
import { notFound } from "@/lib/core/errors";
import { placeOf } from "@/lib/services/catalog/find";
import { viewItem, withCapability } from "@/lib/services/catalog/item-view";
import { defineRead } from "@/lib/services/verb";

export const getSurfaceItem = defineRead(
  getSurfaceItemContract,
  async ({ principal, input, db }) => {
    const { id: productId, surfaceId, itemId: id } = input;
    const row = await db.surfaceItem.findFirst({
      where: { ...placeOf(principal, productId), surfaceId, id },
      include: withCapability,
    });
    if (!row) throw notFound("Surface item");
    return viewItem(row);
  },
);
