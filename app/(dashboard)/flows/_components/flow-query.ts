import type { z } from "zod";
import { type AddressParams, isSearch, searchText } from "@/components/url-state/address-params";
import type { listFlowsContract } from "@/lib/contracts/flow";

type FlowQuery = z.input<typeof listFlowsContract.input>;

/** What searches the table in the address. */
export const FLOW_FILTERS = ["search"] as const;
export const FLOW_PARAMS = { search: isSearch } satisfies AddressParams;
export const FLOWS_PER_PAGE = 25;

/** The question that an address asks of the list; what it says wrongly is left out. */
export function flowQuery(param: (name: string) => string | null | undefined): FlowQuery {
  return {
    limit: FLOWS_PER_PAGE,
    search: searchText(param("search")),
    cursor: param("cursor")?.slice(0, 500) || undefined,
  };
}
