import type { z } from "zod";
import type { listProductsContract } from "@/lib/contracts/product";

type ProductQuery = z.input<typeof listProductsContract.input>;

/** What searches the table in the address. */
export const PRODUCT_FILTERS = ["search"] as const;
export const PRODUCTS_PER_PAGE = 25;

/** The question that an address asks of the list; what it says wrongly is left out. */
export function productQuery(param: (name: string) => string | null | undefined): ProductQuery {
  return {
    limit: PRODUCTS_PER_PAGE,
    search: param("search")?.slice(0, 255) || undefined,
    cursor: param("cursor")?.slice(0, 500) || undefined,
  };
}
