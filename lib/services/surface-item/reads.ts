import "server-only";
import { surfaceItemContracts } from "@/lib/contracts/surface-item/contracts";
import { notFound } from "@/lib/core/errors";
import { readPage } from "@/lib/db/keyset";
import { itemPlace, viewItem, withCapability } from "@/lib/services/catalog/items";
import { placeOf } from "@/lib/services/catalog/place";
import { defineRead } from "@/lib/services/verb";

export const listSurfaceItems = defineRead(surfaceItemContracts.list, async (context) => {
  const { principal, input, db } = context;
  const place = await itemPlace(db, placeOf(principal, input.id), input.surfaceId);
  const { rows, pagination } = await readPage(input, "surfaceItem", ({ after, ...page }) =>
    db.surfaceItem.findMany({ where: { ...place, AND: after }, include: withCapability, ...page }),
  );
  return { data: rows.map(viewItem), pagination };
});

export const getSurfaceItem = defineRead(surfaceItemContracts.get, async (context) => {
  const { principal, input, db } = context;
  const { id: productId, surfaceId, itemId: id } = input;
  const row = await db.surfaceItem.findFirst({
    where: { ...placeOf(principal, productId), surfaceId, id },
    include: withCapability,
  });
  if (!row) throw notFound("Surface item");
  return viewItem(row);
});
