import "server-only";
import { deleteProductContract } from "@/lib/contracts/product";
import { lockSurfaces } from "@/lib/db/catalog-locks";
import { revokeKeysOf } from "@/lib/services/catalog/revoke-keys-of";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteProduct = defineWrite(
  deleteProductContract,
  async ({ principal, input, db, precondition }) => {
    const { id } = input;
    const place = await takeProduct(db, principal, id);
    await lockSurfaces(db, place);
    const surfaces = await db.surface.findMany({ where: place, select: { id: true } });
    const surfaceIds = surfaces.map((surface) => surface.id);
    const removed = {
      capabilities: await db.capability.count({ where: place }),
      surfaces: surfaceIds.length,
      items: await db.surfaceItem.count({ where: place }),
      keys: await db.apiKey.count({ where: { ...place, surfaceId: { in: surfaceIds } } }),
    };
    const { name, revision } = await db.product.delete({
      where: { id },
      select: { name: true, revision: true },
    });
    assertUnchanged(revision, { precondition }, "product");
    return {
      output: { id, deleted: true as const, removed },
      audit: { target: { type: "product", id }, metadata: { name, ...removed } },
      afterwards: () => revokeKeysOf(principal, surfaceIds),
    };
  },
);
