import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

const REASONS = [
  ["PRODUCTS:WRITE", "Viewers can't change products. Ask an owner or admin for another role."],
  ["FLOWS:WRITE", "Viewers can't change flows. Ask an owner or admin for another role."],
  ["FLOWS:EXECUTE", "Viewers can't run flows. Ask an owner or admin for another role."],
  ["SURFACE_KEYS:WRITE", "Viewers can't create or change keys. Ask a member, admin or owner."],
  ["CUSTOMERS:WRITE", "Viewers can't change customers. Ask an owner or admin for another role."],
  ["PLANS:WRITE", "Only owners and admins can create or change plans. Ask one of them."],
  ["API_KEYS:WRITE", "Only owners and admins can create or change keys. Ask one of them."],
  ["SECRETS:WRITE", "Only owners and admins can create or change secrets. Ask one of them."],
] as const;

export type GatedPermission = (typeof REASONS)[number][0];

/** By permission that a caller lacks, why they cannot do what needs it, in words. */
export function readOnlyReasons(principal: Principal): ReadonlyMap<GatedPermission, string> {
  return new Map(REASONS.filter(([permission]) => !can(principal, permission)));
}
