/** How a decision on a key ended: well, or by the caller's fault, the key's, the limit's or ours. */
export const OUTCOMES = [
  "ok",
  "invalid",
  "forbidden",
  "limited",
  "failed",
  "revoked",
  "disabled",
  "expired",
  "retired",
  "interrupted",
] as const;

export type Outcome = (typeof OUTCOMES)[number];
