import "server-only";
import { listSurfacesContract } from "@/lib/contracts/surface";
import { NEWEST_FIRST, olderThan, placeByCreation, readCursor, toPage } from "@/lib/db/keyset";
import { assertProduct, placeOf } from "@/lib/services/catalog/find";
import { viewSurface, withItemsAndKeys } from "@/lib/services/catalog/surface-view";
import { defineRead } from "@/lib/services/verb";

export const listSurfaces = defineRead(listSurfacesContract, async ({ principal, input, db }) => {
  const { id, limit, cursor } = input;
  const place = placeOf(principal, id);
  await assertProduct(db, place);
  const found = await db.surface.findMany({
    where: { ...place, AND: [olderThan(readCursor(cursor, "surface"))] },
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
    include: withItemsAndKeys,
  });
  const { rows, pagination } = toPage(found, limit, placeByCreation);
  return { data: rows.map((row) => viewSurface(row, principal)), pagination };
});
