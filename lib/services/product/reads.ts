import "server-only";
import type { z } from "zod";
import { productContracts } from "@/lib/contracts/product/contracts";
import { productImpactsContract } from "@/lib/contracts/product/impact";
import { productTableContract } from "@/lib/contracts/product/screen";
import { readPage, searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertProduct, placeOf } from "@/lib/services/catalog/place";
import { readProduct, viewProductFacts } from "@/lib/services/catalog/products";
import { readImpact } from "@/lib/services/catalog/read-impact";
import { defineRead } from "@/lib/services/verb";
import { productTraffic } from "@/lib/usage/key-traffic";

export const listProducts = defineRead(productContracts.list, ({ principal, input, db }) =>
  pageOfProducts(db, principal, input),
);

async function pageOfProducts(
  db: Transaction,
  { organizationId }: Principal,
  input: z.output<typeof productContracts.list.input>,
) {
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
}

export const getProduct = defineRead(productContracts.get, ({ principal, input, db }) =>
  readProduct(db, principal, input.id),
);

export const productTable = defineRead(productTableContract, async ({ principal, input, db }) => {
  const { data, pagination } = await pageOfProducts(db, principal, input);
  const ids = data.map(({ id }) => id);
  const traffic = await productTraffic(principal.organizationId, ids);
  const products = data.map((product) => ({
    ...product,
    keyCount: traffic.get(product.id)?.keys ?? 0,
    requestsLast7Days: traffic.get(product.id)?.requests ?? 0,
    lastCallAt: traffic.get(product.id)?.lastCallAt?.toISOString() ?? null,
  }));
  return { products, nextCursor: pagination.nextCursor };
});

export const productImpacts = defineRead(
  productImpactsContract,
  async ({ principal, input: { id: productId }, db }) => {
    const place = placeOf(principal, productId);
    await assertProduct(db, place);
    const found = await db.capability.findMany({
      where: place,
      select: { id: true },
    });
    const capabilities = [];
    for (const { id: capabilityId } of found) {
      const impact = await readImpact(db, principal, { productId, capabilityId });
      capabilities.push({ capabilityId, impact });
    }
    return { capabilities };
  },
);
