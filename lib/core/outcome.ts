/** How a decision on a key ended: well, or by the caller's fault, the key's, the limit's, the flow's or ours. */
export const OUTCOMES = [
  "ok",
  "invalid",
  "not_found",
  "forbidden",
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
