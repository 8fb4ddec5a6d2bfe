import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

/** Why a person cannot change products, in words; null when they can. */
export function productReadOnlyReason(principal: Principal): string | null {
  return can(principal, "PRODUCTS:WRITE")
    ? null
    : "Viewers look at products and change nothing. Ask an owner or admin for another role.";
}
