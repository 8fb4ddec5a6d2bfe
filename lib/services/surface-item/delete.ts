import "server-only";
import { deleteSurfaceItemContract } from "@/lib/contracts/surface-item";
import { notFound } from "@/lib/core/errors";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteSurfaceItem = defineWrite(
  deleteSurfaceItemContract,
  async ({ principal, input, db, precondition }) => {
    const { id: productId, surfaceId, itemId: id } = input;
    const place = await takeProduct(db, principal, productId, "Surface item");
    const row = await db.surfaceItem.findFirst({
      where: { ...place, surfaceId, id },
      select: { revision: true, capabilityId: true, endpointSlug: true },
    });
    if (!row) throw notFound("Surface item");
    const { revision, ...found } = row;
    assertUnchanged(revision, { precondition }, "endpoint");
    await db.surfaceItem.delete({ where: { id } });
    return {
      output: { id, deleted: true as const },
      audit: { target: { type: "surfaceItem", id }, metadata: { surfaceId, ...found } },
    };
  },
);
