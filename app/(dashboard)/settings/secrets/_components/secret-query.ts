import type { z } from "zod";
import {
  type AddressParams,
  isSearch,
  oneOf,
  searchText,
} from "@/components/url-state/address-params";
import type { listSecretsContract } from "@/lib/contracts/secret";
import { ENVIRONMENTS } from "@/lib/policy/roles";

type SecretQuery = z.input<typeof listSecretsContract.input>;

/** What searches and filters the table in the address. */
export const SECRET_FILTERS = ["search", "environment"] as const;
export const SECRET_PARAMS = {
  search: isSearch,
  environment: oneOf(ENVIRONMENTS),
} satisfies AddressParams;
export const SECRETS_PER_PAGE = 25;

/** The question that an address asks of the list; what it says wrongly is left out. */
export function secretQuery(param: (name: string) => string | null | undefined): SecretQuery {
  return {
    limit: SECRETS_PER_PAGE,
    search: searchText(param("search")),
    cursor: param("cursor")?.slice(0, 500) || undefined,
    environment: ENVIRONMENTS.find((name) => name === param("environment")),
  };
}
