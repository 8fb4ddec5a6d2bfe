import type { Outcome } from "@/lib/core/outcome";

/** What a row of decisions or a part of a bar is called and drawn as. */
export const OUTCOME_GROUPS = [
  { group: "accepted", label: "Accepted", color: "var(--chart-1)", dot: "bg-chart-1" },
  { group: "refused", label: "Refused", color: "var(--chart-4)", dot: "bg-chart-4" },
  { group: "limited", label: "Rate limited", color: "var(--chart-3)", dot: "bg-chart-3" },
  { group: "errors", label: "Errors", color: "var(--chart-5)", dot: "bg-chart-5" },
] as const;

export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number]["group"];

type OutcomeFace = {
  label: string;
  group: OutcomeGroup;
  /** Left out, it is one that someone has to see to. */
  variant?: "success" | "warning" | "muted";
  /** What happened, and what to do about it. */
  about: string;
};

export const OUTCOME_FACES: Record<Outcome, OutcomeFace> = {
  ok: { label: "Accepted", group: "accepted", variant: "success", about: "Served." },
  invalid: {
    label: "Bad request",
    group: "errors",
    variant: "muted",
    about: "The key was accepted, but the request is not valid. The response says why.",
  },
  not_found: {
    label: "Not found",
    group: "errors",
    variant: "muted",
    about: "The key was accepted, but the URL or the resource does not exist.",
  },
  forbidden: {
    label: "Forbidden",
    group: "refused",
    about: "The key is not allowed to do this. The response says why.",
  },
  address_not_allowed: {
    label: "Address not allowed",
    group: "refused",
    about: "The caller's IP address is not in the key's allow list. Add it, or stop the caller.",
  },
  suspended: {
    label: "Customer suspended",
    group: "refused",
    about: "The customer of this key is suspended. Resume the customer to let its keys in again.",
  },
  missing_scope: {
    label: "Missing scope",
    group: "refused",
    about: "The key lacks the permission or capability for this call. Add it, or use another key.",
  },
  limited: {
    label: "Rate limited",
    group: "limited",
    variant: "warning",
    about: "A rate limit was reached. Raise it, or ask the caller to slow down.",
  },
  step_failed: {
    label: "Step failed",
    group: "errors",
    about: "A step of the flow failed. The run says which one and why.",
  },
  timed_out: {
    label: "Timed out",
    group: "errors",
    about: "The flow exceeded its time limit.",
  },
  paused: {
    label: "Surface paused",
    group: "refused",
    variant: "warning",
    about: "The surface was paused. Activate it to accept calls again.",
  },
  unpublished: {
    label: "Not published",
    group: "refused",
    variant: "warning",
    about: "The flow has no published version, and production keys cannot run drafts.",
  },
  failed: {
    label: "Failed",
    group: "errors",
    about: "The server could not process the request. Its log says why.",
  },
  revoked: {
    label: "Revoked",
    group: "refused",
    about: "The key was revoked. This caller needs another one.",
  },
  disabled: {
    label: "Disabled",
    group: "refused",
    about: "The key was disabled at that time.",
  },
  expired: {
    label: "Expired",
    group: "refused",
    about: "The key had passed its expiration date.",
  },
  retired: {
    label: "Old secret",
    group: "refused",
    about: "The secret was retired by a rotation. This caller needs the new one.",
  },
  interrupted: {
    label: "Interrupted",
    group: "errors",
    variant: "muted",
    about: "The server stopped before the outcome was known.",
  },
};

const INVALID_LABELS: ReadonlyMap<number | null, string> = new Map([
  [404, "Not found"],
  [405, "Wrong method"],
  [409, "Conflict"],
  [413, "Too large"],
  [415, "Not JSON"],
]);

/** What was wrong with a request that was let in, by the status of its answer. */
export function invalidLabel(status: number | null): string {
  return INVALID_LABELS.get(status) ?? OUTCOME_FACES.invalid.label;
}
