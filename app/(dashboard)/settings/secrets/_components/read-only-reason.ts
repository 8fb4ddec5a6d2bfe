import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Why a person cannot change secrets, in words; null when they can. */
export function secretsReadOnlyReason(principal: Principal): string | null {
  return can(principal, "SECRETS:WRITE")
    ? null
    : "Only owners and admins can create or change secrets. Ask one of them.";
}
