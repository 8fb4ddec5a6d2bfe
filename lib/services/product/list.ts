import "server-only";
import { listProductsContract } from "@/lib/contracts/product";
import { readPage, searching } from "@/lib/db/keyset";
import { viewProductFacts } from "@/lib/services/catalog/product-view";
import { defineRead } from "@/lib/services/verb";

export const listProducts = defineRead(listProductsContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "product", ({ after, ...page }) =>
    db.product.findMany({
      where: { organizationId, AND: [after, searching(input.search)] },
      include: { _count: { select: { capabilities: true, surfaces: true } } },
      ...page,
    }),
  );
  const data = rows.map(({ _count, ...row }) => ({
    ...viewProductFacts(row),
    capabilityCount: _count.capabilities,
    surfaceCount: _count.surfaces,
  }));
  return { data, pagination };
});
