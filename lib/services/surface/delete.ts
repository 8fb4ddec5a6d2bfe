import "server-only";
import { deleteSurfaceContract } from "@/lib/contracts/surface";
import { notFound } from "@/lib/core/errors";
import { lockSurfaces } from "@/lib/db/catalog-locks";
import { revokeKeysOf } from "@/lib/services/catalog/revoke-keys-of";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteSurface = defineWrite(
  deleteSurfaceContract,
  async ({ principal, input, db, precondition }) => {
    const { id: productId, surfaceId: id } = input;
    const place = await takeProduct(db, principal, productId, "Surface");
    await lockSurfaces(db, { ...place, surfaceId: id });
    const found = await db.surface.findFirst({
      where: { ...place, id },
      select: { revision: true, name: true, _count: { select: { items: true, keys: true } } },
    });
    if (!found) throw notFound("Surface");
    assertUnchanged(found.revision, { precondition }, "surface");
    await db.surface.delete({ where: { id } });
    const { name, _count: removed } = found;
    return {
      output: { id, deleted: true as const, removed },
      audit: { target: { type: "surface", id }, metadata: { productId, name, ...removed } },
      afterwards: () => revokeKeysOf(principal, [id]),
    };
  },
);
