import "server-only";
import { listSurfaceItemsContract } from "@/lib/contracts/surface-item";
import { readPage } from "@/lib/db/keyset";
import { placeOf } from "@/lib/services/catalog/find";
import { itemPlace } from "@/lib/services/catalog/item-place";
import { viewItem, withCapability } from "@/lib/services/catalog/item-view";
import { defineRead } from "@/lib/services/verb";

export const listSurfaceItems = defineRead(
  listSurfaceItemsContract,
  async ({ principal, input, db }) => {
    const place = await itemPlace(db, placeOf(principal, input.id), input.surfaceId);
    const { rows, pagination } = await readPage(input, "surfaceItem", ({ after, ...page }) =>
      db.surfaceItem.findMany({
        where: { ...place, AND: after },
        include: withCapability,
        ...page,
      }),
    );
    return { data: rows.map(viewItem), pagination };
  },
);
