import {
  type AddressParams,
  isSearch,
  oneOf,
  ROWS_PER_PAGE,
  searchText,
} from "@/components/url-state/address-params";
import { EXECUTION_OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

type Param = (name: string) => string | null | undefined;

const MAX_CURSOR = 500;

/** What each list understands of an address; what it says wrongly is left out of its query. */
export const SEARCH_PARAMS = { search: isSearch } satisfies AddressParams;
export const SECRET_PARAMS = {
  search: isSearch,
  environment: oneOf(ENVIRONMENTS),
} satisfies AddressParams;
export const RUN_PARAMS = {
  environment: oneOf(ENVIRONMENTS),
  outcome: oneOf(EXECUTION_OUTCOMES),
} satisfies AddressParams;

const pageQuery = (param: Param) => ({
  limit: ROWS_PER_PAGE,
  cursor: param("cursor")?.slice(0, MAX_CURSOR) || undefined,
});

export const searchQuery = (param: Param) => ({
  ...pageQuery(param),
  search: searchText(param("search")),
});

export const secretQuery = (param: Param) => ({
  ...searchQuery(param),
  environment: ENVIRONMENTS.find((name) => name === param("environment")),
});

export const runQuery = (flowId: string, param: Param) => ({
  ...pageQuery(param),
  flowId,
  environment: ENVIRONMENTS.find((name) => name === param("environment")),
  outcome: EXECUTION_OUTCOMES.find((name) => name === param("outcome")),
});
