import "server-only";
import { listSurfacesContract } from "@/lib/contracts/surface";
import { readPage } from "@/lib/db/keyset";
import { assertProduct, placeOf } from "@/lib/services/catalog/find";
import { viewSurface, withItemsAndKeys } from "@/lib/services/catalog/surface-view";
import { defineRead } from "@/lib/services/verb";

export const listSurfaces = defineRead(listSurfacesContract, async ({ principal, input, db }) => {
  const place = placeOf(principal, input.id);
  await assertProduct(db, place);
  const { rows, pagination } = await readPage(input, "surface", ({ after, ...page }) =>
    db.surface.findMany({ where: { ...place, AND: after }, include: withItemsAndKeys, ...page }),
  );
  return { data: rows.map((row) => viewSurface(row, principal)), pagination };
});
