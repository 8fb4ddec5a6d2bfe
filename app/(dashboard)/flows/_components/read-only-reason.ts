import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Why a person cannot change flows, in words; null when they can. */
export function flowReadOnlyReason(principal: Principal): string | null {
  return can(principal, "FLOWS:WRITE")
    ? null
    : "Viewers look at flows and change nothing. Ask an owner or admin for another role.";
}

/** Why a person cannot run or publish flows, in words; null when they can. */
export function flowRunReason(principal: Principal): string | null {
  return can(principal, "FLOWS:EXECUTE")
    ? null
    : "Viewers look at flows and run none. Ask an owner or admin for another role.";
}
