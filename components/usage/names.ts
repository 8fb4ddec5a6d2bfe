import type { UsageCapability, UsageKey } from "@/lib/contracts/analytics/overview";
import type { Outcome } from "@/lib/core/outcome";

/** What callers were answered. */
export const OUTCOME_STATUSES: Record<Outcome, string> = {
  ok: "2xx",
  invalid: "4xx",
  not_found: "404",
  forbidden: "403",
  address_not_allowed: "403",
  suspended: "403",
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

/** What a person knows a key by. */
export function keyName({ facts, id }: Pick<UsageKey, "facts" | "id">): string {
  if (facts === null) return `Deleted key (${id.slice(-6)})`;
  return facts.name || facts.maskedKey;
}

/** The page of a key; null when it is gone. */
export function keyHref({ facts, id }: Pick<UsageKey, "facts" | "id">): string | null {
  if (!facts?.hasPage) return null;
  if (facts.kind === "platform") return `/settings/api/${id}`;
  return `/products/${facts.productId}/surfaces/${facts.surfaceId}/keys/${id}`;
}

/** What a person knows a capability by. */
export function capabilityName({ id, name }: Pick<UsageCapability, "id" | "name">): string {
  if (id === null) return "No capability";
  return name ?? `Deleted capability (${id.slice(-6)})`;
}
