import "server-only";
import { surfaceImpactContract } from "@/lib/contracts/product/impact";
import { surfaceContracts } from "@/lib/contracts/surface/contracts";
import { omitUndefined } from "@/lib/core/fields";
import { readPage, searching } from "@/lib/db/keyset";
import { itemPlace } from "@/lib/services/catalog/items";
import { assertProduct, placeOf } from "@/lib/services/catalog/place";
import { readImpact } from "@/lib/services/catalog/read-impact";
import {
  readSurface,
  viewSurface,
  viewSurfaceFacts,
  withItemsAndKeys,
} from "@/lib/services/catalog/surfaces";
import { defineRead } from "@/lib/services/verb";

export const listAllSurfaces = defineRead(surfaceContracts.listAll, async (context) => {
  const { principal, input, db } = context;
  const { limit, cursor, search, ...filters } = input;
  const { organizationId } = principal;
  const { rows, pagination } = await readPage({ limit, cursor }, "surface", (query) => {
    const { after, ...page } = query;
    const AND = [after, searching(search)];
    return db.surface.findMany({
      where: { organizationId, ...omitUndefined(filters), AND },
      ...page,
    });
  });
  return { data: rows.map(viewSurfaceFacts), pagination };
});

export const listSurfaces = defineRead(surfaceContracts.list, async ({ principal, input, db }) => {
  const place = placeOf(principal, input.id);
  await assertProduct(db, place);
  const { rows, pagination } = await readPage(input, "surface", ({ after, ...page }) =>
    db.surface.findMany({ where: { ...place, AND: after }, include: withItemsAndKeys, ...page }),
  );
  return { data: rows.map((row) => viewSurface(row, principal)), pagination };
});

export const getSurface = defineRead(surfaceContracts.get, ({ principal, input, db }) =>
  readSurface(db, principal, { productId: input.id, surfaceId: input.surfaceId }),
);

export const surfaceImpact = defineRead(surfaceImpactContract, async ({ principal, input, db }) => {
  const { id: productId, surfaceId } = input;
  await itemPlace(db, placeOf(principal, productId), surfaceId);
  return readImpact(db, principal, { productId, surfaceId });
});
