/** How a decision on a key ended: well, or by the caller's fault, the key's, the limit's, the flow's or ours. */
export const OUTCOMES = [
  "ok",
  "invalid",
  "not_found",
  "forbidden",
  "address_not_allowed",
  "suspended",
  "missing_scope",
  "limited",
  "step_failed",
  "timed_out",
  "paused",
  "unpublished",
  "failed",
  "revoked",
  "disabled",
  "expired",
  "retired",
  "interrupted",
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes of requests that were not let in. */
export const NOT_LET_IN = [
  "limited",
  "revoked",
  "disabled",
  "expired",
  "retired",
  "address_not_allowed",
  "suspended",
] as const satisfies readonly Outcome[];

/** Outcomes of calls that ran and did not succeed. */
export const FAILED: readonly Outcome[] = ["step_failed", "timed_out", "failed", "interrupted"];

/** How a run of a flow ended. */
export const EXECUTION_OUTCOMES = ["succeeded", "failed", "timed_out", "interrupted"] as const;

export type ExecutionOutcome = (typeof EXECUTION_OUTCOMES)[number];
