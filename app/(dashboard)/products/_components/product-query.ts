import type { z } from "zod";
import { type AddressParams, isSearch, searchText } from "@/components/url-state/address-params";
import type { listProductsContract } from "@/lib/contracts/product";

type ProductQuery = z.input<typeof listProductsContract.input>;

/** What searches the table in the address. */
export const PRODUCT_FILTERS = ["search"] as const;
export const PRODUCT_PARAMS = { search: isSearch } satisfies AddressParams;
export const PRODUCTS_PER_PAGE = 25;

/** The question that an address asks of the list; what it says wrongly is left out. */
export function productQuery(param: (name: string) => string | null | undefined): ProductQuery {
  return {
    limit: PRODUCTS_PER_PAGE,
    search: searchText(param("search")),
    cursor: param("cursor")?.slice(0, 500) || undefined,
  };
}
