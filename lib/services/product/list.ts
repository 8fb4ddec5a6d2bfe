import "server-only";
import { listProductsContract } from "@/lib/contracts/product";
import {
  holding,
  NEWEST_FIRST,
  olderThan,
  placeByCreation,
  readCursor,
  toPage,
} from "@/lib/db/keyset";
import { viewProductFacts } from "@/lib/services/catalog/product-view";
import { defineRead } from "@/lib/services/verb";

export const listProducts = defineRead(listProductsContract, async ({ principal, input, db }) => {
  const { limit, cursor, search } = input;
  const matches = holding(search ?? "");
  const found = await db.product.findMany({
    where: {
      organizationId: principal.organizationId,
      AND: [
        olderThan(readCursor(cursor, "product")),
        search ? { OR: [{ name: matches }, { description: matches }] } : {},
      ],
    },
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
    include: { _count: { select: { capabilities: true, surfaces: true } } },
  });
  const { rows, pagination } = toPage(found, limit, placeByCreation);
  const data = rows.map(({ _count, ...row }) => ({
    ...viewProductFacts(row),
    capabilityCount: _count.capabilities,
    surfaceCount: _count.surfaces,
  }));
  return { data, pagination };
});
