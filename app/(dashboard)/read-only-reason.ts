import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

const REASONS = {
  "PRODUCTS:WRITE":
    "Viewers look at products and change nothing. Ask an owner or admin for another role.",
  "FLOWS:WRITE":
    "Viewers look at flows and change nothing. Ask an owner or admin for another role.",
  "FLOWS:EXECUTE": "Viewers look at flows and run none. Ask an owner or admin for another role.",
  "SURFACE_KEYS:WRITE": "Viewers cannot create or change keys. Ask a member, an admin or an owner.",
  "API_KEYS:WRITE": "Only owners and admins can create or change keys. Ask one of them.",
  "SECRETS:WRITE": "Only owners and admins can create or change secrets. Ask one of them.",
} as const;

/** Why a person cannot do what needs a permission, in words; null when they can. */
export function readOnlyReason(
  principal: Principal,
  permission: keyof typeof REASONS,
): string | null {
  return can(principal, permission) ? null : REASONS[permission];
}
