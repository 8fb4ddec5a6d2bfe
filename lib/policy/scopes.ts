import {
  DELEGABLE_PERMISSIONS,
  type Permission,
  resourceOf,
  ruleOf,
} from "@/lib/policy/permissions";
import { ENVIRONMENTS, type Environment } from "@/lib/policy/roles";

export const FULL_ACCESS = "*";

/** Whether granted scopes include a permission; no wildcard covers a permission a key cannot hold. */
export function covers(scopes: readonly string[], permission: Permission): boolean {
  if (!ruleOf(permission).delegable) return false;
  return (
    scopes.includes(permission) ||
    scopes.includes(FULL_ACCESS) ||
    scopes.includes(`${resourceOf(permission)}:*`)
  );
}

/** The permissions that a scope stands for; undefined when it is not a scope a key can hold. */
export function expandScope(scope: string): readonly Permission[] | undefined {
  const matched = DELEGABLE_PERMISSIONS.filter((permission) => covers([scope], permission));
  return matched.length > 0 ? matched : undefined;
}

/** The environments whose keys can hold a scope: full access is for production alone. */
export function environmentsOf(scope: string): readonly Environment[] {
  if (scope === FULL_ACCESS) return ["production"];
  const permissions = DELEGABLE_PERMISSIONS.filter((permission) => covers([scope], permission));
  return ENVIRONMENTS.filter((environment) =>
    permissions.every((permission) => ruleOf(permission).environments.includes(environment)),
  );
}
