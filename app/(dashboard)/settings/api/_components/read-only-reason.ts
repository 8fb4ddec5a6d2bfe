import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Why a person cannot change keys, in words; null when they can. */
export function readOnlyReason(principal: Principal): string | null {
  return can(principal, "API_KEYS:WRITE")
    ? null
    : "Only owners and admins can create or change keys. Ask one of them.";
}
