import "server-only";
import { listSurfaceItemsContract } from "@/lib/contracts/surface-item";
import { NEWEST_FIRST, olderThan, placeByCreation, readCursor, toPage } from "@/lib/db/keyset";
import { placeOf } from "@/lib/services/catalog/find";
import { itemPlace } from "@/lib/services/catalog/item-place";
import { viewItem, withCapability } from "@/lib/services/catalog/item-view";
import { defineRead } from "@/lib/services/verb";

export const listSurfaceItems = defineRead(
  listSurfaceItemsContract,
  async ({ principal, input, db }) => {
    const { id, surfaceId, limit, cursor } = input;
    const place = await itemPlace(db, placeOf(principal, id), surfaceId);
    const found = await db.surfaceItem.findMany({
      where: { ...place, AND: [olderThan(readCursor(cursor, "surfaceItem"))] },
      orderBy: [...NEWEST_FIRST],
      take: limit + 1,
      include: withCapability,
    });
    const { rows, pagination } = toPage(found, limit, placeByCreation);
    return { data: rows.map(viewItem), pagination };
  },
);
