import { parseSort } from "@/components/data-table/column";
import {
  type AddressParams,
  isSearch,
  oneOf,
  searchText,
} from "@/components/url-state/address-params";
import { KEY_SORTS, KEY_STATUSES, MAX_CURSOR } from "@/lib/core/keys";
import { ENVIRONMENTS } from "@/lib/policy/roles";

export const DEFAULT_SORT = "-createdAt";
export const PAGE_SIZE = 25;
/** What searches and filters the table in the address. */
export const FILTER_PARAMS = ["search", "environment", "status"] as const;

/** What the table understands of an address. */
export const TABLE_PARAMS = {
  search: isSearch,
  environment: oneOf(ENVIRONMENTS),
  status: oneOf(KEY_STATUSES),
  sort: oneOf(KEY_SORTS.flatMap((name) => [name, `-${name}`])),
} satisfies AddressParams;

/** The question that an address asks of the table; what it says wrongly is left out. */
export function tableQuery(param: (name: string) => string | null | undefined) {
  const { column, direction } = parseSort(param("sort") ?? DEFAULT_SORT);
  const sort = KEY_SORTS.find((name) => name === column);
  return {
    limit: PAGE_SIZE,
    sort: sort ?? ("createdAt" as const),
    direction:
      sort === undefined || direction === "descending" ? ("desc" as const) : ("asc" as const),
    search: searchText(param("search")),
    environment: ENVIRONMENTS.find((name) => name === param("environment")),
    status: KEY_STATUSES.find((name) => name === param("status")),
    cursor: param("cursor")?.slice(0, MAX_CURSOR) || undefined,
  };
}

export type TableQuery = ReturnType<typeof tableQuery>;

export function sameQuery(one: TableQuery, other: TableQuery): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
