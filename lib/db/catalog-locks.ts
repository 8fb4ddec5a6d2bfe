import "server-only";
import type { Transaction } from "@/lib/db/prisma";

type Place = { organizationId: string; productId: string };

/*
 * Parts of a product are taken from the outside in: product, surfaces, capabilities, items. Whoever
 * adds a part holds what it goes into, so that nothing is added to what is being deleted.
 */

/** Takes a product for a change of its parts. False when the organization has no such product. */
export async function lockProduct(tx: Transaction, { organizationId, productId }: Place) {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM products
    WHERE organization_id = ${organizationId} AND id = ${productId} FOR UPDATE`;
  return rows.length === 1;
}
