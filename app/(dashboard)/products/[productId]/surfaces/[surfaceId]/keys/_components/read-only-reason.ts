import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Why a person cannot change keys of surfaces, in words; null when they can. */
export function readOnlyReason(principal: Principal): string | null {
  return can(principal, "SURFACE_KEYS:WRITE")
    ? null
    : "Viewers cannot create or change keys. Ask a member, an admin or an owner.";
}
