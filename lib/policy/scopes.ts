import {
  DELEGABLE_PERMISSIONS,
  type Permission,
  permissionRule,
  resourceOf,
} from "@/lib/policy/permissions";

export const FULL_ACCESS = "*";

/** Whether granted scopes include a permission; no wildcard covers a permission a key cannot hold. */
export function covers(scopes: readonly string[], permission: Permission): boolean {
  if (!permissionRule(permission)?.delegable) return false;
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
