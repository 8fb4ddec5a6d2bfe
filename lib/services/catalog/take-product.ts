import "server-only";
import { notFound } from "@/lib/core/errors";
import { lockProduct } from "@/lib/db/catalog-locks";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { type ProductPlace, placeOf } from "./find";

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
