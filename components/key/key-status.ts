import {
  BanIcon,
  CalendarX2Icon,
  CircleCheckIcon,
  GaugeIcon,
  HourglassIcon,
  type LucideIcon,
  MoonIcon,
  PauseIcon,
  RefreshCwIcon,
  TriangleAlertIcon,
} from "lucide-react";
import type { KeyStatus } from "@/lib/core/keys";
import type { Outcome } from "@/lib/core/outcome";
import { OUTCOME_FACES } from "./page/outcome-groups";

type StatusFace = {
  label: string;
  variant: "muted" | "success" | "warning" | "info" | "destructive";
  icon: LucideIcon;
  /** What it means and what to do. */
  advice: string;
};

/** Worst first. */
export const KEY_STATUSES = {
  revoked: {
    label: "Revoked",
    variant: "muted",
    icon: BanIcon,
    advice: "Permanently revoked. Callers that still use it need another key.",
  },
  expired: {
    label: "Expired",
    variant: "destructive",
    icon: CalendarX2Icon,
    advice: "Its expiration date has passed. Set a later date, or revoke it.",
  },
  disabled: {
    label: "Disabled",
    variant: "muted",
    icon: PauseIcon,
    advice: "Does not work until it is enabled again. Revoke it if it is no longer needed.",
  },
  limited: {
    label: "Limited",
    variant: "warning",
    icon: GaugeIcon,
    advice:
      "More than 1 in 10 requests hit a rate limit. Raise the limit, or ask the caller to slow down.",
  },
  failing: {
    label: "Failing",
    variant: "destructive",
    icon: TriangleAlertIcon,
    advice: "In the last day, more than 1 in 10 of its requests were refused, or none succeeded.",
  },
  expires_soon: {
    label: "Expires soon",
    variant: "warning",
    icon: HourglassIcon,
    advice: "Expires within 14 days. Set a later date, or switch to a new key.",
  },
  idle: {
    label: "Idle",
    variant: "muted",
    icon: MoonIcon,
    advice: "Not used for 30 days. Revoke it if nothing needs it.",
  },
  rotating: {
    label: "Rotating",
    variant: "info",
    icon: RefreshCwIcon,
    advice: "Two secrets work. Move every caller to the new one before the old one stops working.",
  },
  active: {
    label: "Active",
    variant: "success",
    icon: CircleCheckIcon,
    advice: "Works. Nothing to do.",
  },
} as const satisfies Record<KeyStatus, StatusFace>;

/** What a status means and what to do; with the reason, where calls made it so. */
export function statusAdvice(status: KeyStatus, reason: Outcome | null): string {
  const { advice } = KEY_STATUSES[status];
  if (status !== "failing" || reason === null) return advice;
  const { label, about } = OUTCOME_FACES[reason];
  return `${advice} Main reason: ${label}. ${about}`;
}
