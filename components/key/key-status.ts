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
import type { KeyStatus } from "@/lib/contracts/key-view";

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
    advice: "Refused for good. Callers that still use it need another key.",
  },
  expired: {
    label: "Expired",
    variant: "destructive",
    icon: CalendarX2Icon,
    advice: "Refused since its expiration date. Set a later date, or revoke it.",
  },
  disabled: {
    label: "Disabled",
    variant: "muted",
    icon: PauseIcon,
    advice: "Refused until it is enabled again. Revoke it when it is not coming back.",
  },
  expires_soon: {
    label: "Expires soon",
    variant: "warning",
    icon: HourglassIcon,
    advice: "Ends within 14 days. Set a later date, or hand over to a new key.",
  },
  limited: {
    label: "Limited",
    variant: "warning",
    icon: GaugeIcon,
    advice: "More than 1 in 10 calls met a rate limit. Raise the limit, or slow the caller.",
  },
  failing: {
    label: "Failing",
    variant: "destructive",
    icon: TriangleAlertIcon,
    advice: "Its calls are being refused. Look at its recent decisions for the reason.",
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
    advice: "Two secrets work. Move every caller before the old one retires.",
  },
  active: {
    label: "Active",
    variant: "success",
    icon: CircleCheckIcon,
    advice: "Works. Nothing to do.",
  },
} as const satisfies Record<KeyStatus, StatusFace>;
