import type { z } from "zod";
import { type AddressParams, oneOf } from "@/components/url-state/address-params";
import type { listExecutionsContract } from "@/lib/contracts/execution";
import { EXECUTION_OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

type RunQuery = z.input<typeof listExecutionsContract.input>;

/** What filters the runs in the address. */
export const RUN_FILTERS = ["environment", "outcome"] as const;
export const RUN_PARAMS = {
  environment: oneOf(ENVIRONMENTS),
  outcome: oneOf(EXECUTION_OUTCOMES),
} satisfies AddressParams;
export const RUNS_PER_PAGE = 25;

/** The question that an address asks of the runs; what it says wrongly is left out. */
export function runQuery(
  flowId: string,
  param: (name: string) => string | null | undefined,
): RunQuery {
  return {
    flowId,
    limit: RUNS_PER_PAGE,
    environment: ENVIRONMENTS.find((name) => name === param("environment")),
    outcome: EXECUTION_OUTCOMES.find((name) => name === param("outcome")),
    cursor: param("cursor")?.slice(0, 500) || undefined,
  };
}
