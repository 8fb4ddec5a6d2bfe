import "server-only";
import { notFound } from "@/lib/core/errors";
import type { Transaction } from "@/lib/db/prisma";
import type { ProductPlace } from "./find";

/** Where the items of a surface stand. Throws `not_found` unless the product has the surface. */
export async function itemPlace(db: Transaction, place: ProductPlace, surfaceId: string) {
  const found = await db.surface.findFirst({
    where: { ...place, id: surfaceId },
    select: { id: true },
  });
  if (!found) throw notFound("Surface");
  return { ...place, surfaceId };
}
