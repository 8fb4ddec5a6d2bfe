import "server-only";
import { deleteProductContract } from "@/lib/contracts/product";
import { lockSurfaces } from "@/lib/db/catalog-locks";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const deleteProduct = defineWrite(
  deleteProductContract,
  async ({ principal, input, db }) => {
    const { id } = input;
    const place = await takeProduct(db, principal, id);
    const [capabilities, surfaces, items, keys] = await Promise.all([
      db.capability.count({ where: place }),
      db.surface.count({ where: place }),
      db.surfaceItem.count({ where: place }),
      db.apiKey.count({ where: { ...place, kind: "surface" } }),
    ]);
    await lockSurfaces(db, place);
    const { name } = await db.product.delete({ where: { id }, select: { name: true } });
    const removed = { capabilities, surfaces, items, keys };
    return {
      output: { id, deleted: true as const, removed },
      audit: { target: { type: "product", id }, metadata: { name, ...removed } },
    };
  },
);
