import "server-only";
import { notFound } from "@/lib/core/errors";
import { lockProduct } from "@/lib/db/catalog-locks";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";

/** Where a product's parts stand: every query of one names both. */
export type ProductPlace = { organizationId: string; productId: string };

export function placeOf(principal: Principal, productId: string): ProductPlace {
  return { organizationId: principal.organizationId, productId };
}

/** Throws `not_found` unless the organization has the product. */
export async function assertProduct(db: Transaction, place: ProductPlace): Promise<void> {
  const { organizationId, productId } = place;
  const found = await db.product.findFirst({
    where: { organizationId, id: productId },
    select: { id: true },
  });
  if (!found) throw notFound("Product");
}

/**
 * Takes a product for a change of its parts: changes follow one another. Throws `not_found` for what
 * the caller asked for.
 */
export async function takeProduct(
  db: Transaction,
  principal: Principal,
  productId: string,
  missing = "Product",
): Promise<ProductPlace> {
  const place = placeOf(principal, productId);
  if (!(await lockProduct(db, place))) throw notFound(missing);
  return place;
}
