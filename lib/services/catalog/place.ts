import "server-only";
import { notFound } from "@/lib/core/errors";
import { lockProduct } from "@/lib/db/content-locks";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";

const MAX_LENGTH = 100;
const FALLBACK = "endpoint";

/** A slug made from a name: `FAQ – Answers` becomes `faq-answers`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, MAX_LENGTH);
  return slug === "" || slug === "dispatch" ? FALLBACK : slug;
}

/** The first of `slug`, `slug-2`, ... that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  let free = slug;
  for (let number = 2; taken.has(free); number += 1) {
    const suffix = `-${number}`;
    free = `${slug.slice(0, MAX_LENGTH - suffix.length)}${suffix}`;
  }
  return free;
}

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
