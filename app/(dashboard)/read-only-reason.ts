import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

const REASONS = {
  "PRODUCTS:WRITE": "Viewers can't change products. Ask an owner or admin for another role.",
  "FLOWS:WRITE": "Viewers can't change flows. Ask an owner or admin for another role.",
  "FLOWS:EXECUTE": "Viewers can't run flows. Ask an owner or admin for another role.",
  "SURFACE_KEYS:WRITE": "Viewers can't create or change keys. Ask a member, admin or owner.",
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
