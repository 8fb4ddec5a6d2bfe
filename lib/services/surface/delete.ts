import "server-only";
import { deleteSurfaceContract } from "@/lib/contracts/surface";
import { notFound } from "@/lib/core/errors";
import { lockSurfaces } from "@/lib/db/catalog-locks";
import { revokeKeysOf } from "@/lib/services/catalog/revoke-keys-of";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { defineWrite } from "@/lib/services/verb";

export const deleteSurface = defineWrite(
  deleteSurfaceContract,
  async ({ principal, input, db }) => {
    const { id: productId, surfaceId: id } = input;
    const place = await takeProduct(db, principal, productId, "Surface");
    await lockSurfaces(db, { ...place, surfaceId: id });
    const found = await db.surface.findFirst({
      where: { ...place, id },
      select: { name: true, _count: { select: { items: true, keys: true } } },
    });
    if (!found) throw notFound("Surface");
    await db.surface.delete({ where: { id } });
    const { name, _count: removed } = found;
    return {
      output: { id, deleted: true as const, removed },
      audit: { target: { type: "surface", id }, metadata: { productId, name, ...removed } },
      afterwards: () => revokeKeysOf(principal, [id]),
    };
  },
);
