import { can } from "@/lib/policy/decide";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { environmentsOf, expandScope } from "@/lib/policy/scopes";

export type GrantRefusal =
  | { reason: "unknown"; scope: string }
  | { reason: "not_held"; scope: string; permission: Permission }
  | { reason: "environment"; scope: string };

/**
 * Why a principal may not put a scope on a key of an environment; undefined when they may.
 * Nobody grants what they do not hold, and a test key never holds full access.
 */
export function grantRefusal(
  granter: Principal,
  scope: string,
  environment: Environment,
): GrantRefusal | undefined {
  const permissions = expandScope(scope);
  if (!permissions) return { reason: "unknown", scope };
  if (!environmentsOf(scope).includes(environment)) return { reason: "environment", scope };
  for (const permission of permissions) {
    if (!can(granter, permission)) return { reason: "not_held", scope, permission };
  }
  return undefined;
}
