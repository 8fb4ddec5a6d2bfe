import type { Outcome } from "@/lib/core/outcome";

/** What callers were answered. */
export const OUTCOME_STATUSES: Record<Outcome, string> = {
  ok: "2xx",
  invalid: "4xx",
  not_found: "404",
  forbidden: "403",
  address_not_allowed: "403",
  missing_scope: "403",
  limited: "429",
  step_failed: "502",
  timed_out: "504",
  paused: "503",
  unpublished: "503",
  failed: "5xx",
  revoked: "401",
  disabled: "401",
  expired: "401",
  retired: "401",
  interrupted: "none",
};
