import { searchQuery } from "@/app/(dashboard)/list-queries";
import { parseSort } from "@/components/data-table/column";
import { type AddressParams, isSearch, oneOf } from "@/components/url-state/address-params";
import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from "@/lib/core/customers";
import { idPattern } from "@/lib/core/ids";

type Param = (name: string) => string | null | undefined;

export const DEFAULT_SORT = "-createdAt";

const isPlan = (text: string) => idPattern("plan").test(text);

/** What the list of the customers of one plan understands of an address. */
export const PLAN_CUSTOMER_PARAMS = {
  search: isSearch,
  status: oneOf(CUSTOMER_STATUSES),
  sort: oneOf(CUSTOMER_SORTS.flatMap((name) => [name, `-${name}`])),
} satisfies AddressParams;

export const CUSTOMER_PARAMS = { ...PLAN_CUSTOMER_PARAMS, plan: isPlan } satisfies AddressParams;

/** The question that an address asks of the table; what it says wrongly is left out. */
export function customerQuery(param: Param) {
  const { column, direction } = parseSort(param("sort") ?? DEFAULT_SORT);
  const sort = CUSTOMER_SORTS.find((name) => name === column);
  const plan = param("plan") ?? "";
  return {
    ...searchQuery(param),
    sort: sort ?? ("createdAt" as const),
    direction:
      sort === undefined || direction === "descending" ? ("desc" as const) : ("asc" as const),
    status: CUSTOMER_STATUSES.find((name) => name === param("status")),
    planId: isPlan(plan) ? plan : undefined,
  };
}
