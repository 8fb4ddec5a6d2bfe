import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { getProduct } from "@/lib/services/product/reads";

/** The product of a page and who looks at it, read once per request; not found leads to the 404 page. */
export const readProduct = cache(async (id: string) => {
  const { principal } = await requireSession();
  const caller = { principal, requestId: newId("request") };
  const product = await getProduct.perform(caller, () => ({ id })).catch(noSuchProduct);
  return { product, principal, caller };
});

/** The product with one of its surfaces. */
export async function readSurface(id: string, surfaceId: string) {
  const read = await readProduct(id);
  const surface = read.product.surfaces.find((one) => one.id === surfaceId);
  if (!surface) notFound();
  return { ...read, surface };
}

function noSuchProduct(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
