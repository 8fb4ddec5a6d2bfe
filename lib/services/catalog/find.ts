import "server-only";
import { notFound } from "@/lib/core/errors";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { viewSurface, withItemsAndKeys } from "./surface-view";

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

/** A surface as a principal may see it. Throws `not_found`. */
export async function readSurface(
  db: Transaction,
  principal: Principal,
  { productId, surfaceId }: { productId: string; surfaceId: string },
) {
  const row = await db.surface.findFirst({
    where: { ...placeOf(principal, productId), id: surfaceId },
    include: withItemsAndKeys,
  });
  if (!row) throw notFound("Surface");
  return viewSurface(row, principal);
}
