import { FOLLOWS, type Permission, ruleOf } from "@/lib/policy/permissions";
import type { Principal, SurfaceKeyPrincipal } from "@/lib/policy/principal";
import { covers } from "@/lib/policy/scopes";

/** What a verb asks of its caller: a permission, a signed-in person, or any recognised caller. */
export type Need = { permission: Permission } | "person" | "principal";

export type Decision =
  | { allowed: true }
  | { allowed: false; missing: Permission }
  | { allowed: false; missing: "person" };

const ALLOWED: Decision = { allowed: true };

/** THE policy. Pure and total: the screens, the actions and the public API all ask here. */
export function decide(principal: Principal, need: Need): Decision {
  if (need === "principal") return ALLOWED;
  if (need === "person") {
    return principal.kind === "user" ? ALLOWED : { allowed: false, missing: "person" };
  }
  if (holds(principal, need.permission)) return ALLOWED;
  const isForPeople = principal.kind !== "user" && !ruleOf(need.permission).delegable;
  return { allowed: false, missing: isForPeople ? "person" : need.permission };
}

export function can(principal: Principal, permission: Permission): boolean {
  return decide(principal, { permission }).allowed;
}

/** Whether a caller may call a capability of a surface; nobody else than its keys may. */
export function mayInvoke(
  principal: Principal,
  target: { productId: string; surfaceId: string; capabilityId: string },
): boolean {
  return (
    isOnSurface(principal, target) &&
    (principal.capabilities === "all" || principal.capabilities.includes(target.capabilityId))
  );
}

/** Whether a caller shows a key of this very surface. */
export function isOnSurface(
  principal: Principal,
  surface: { productId: string; surfaceId: string },
): principal is SurfaceKeyPrincipal {
  return (
    principal.kind === "surfaceKey" &&
    principal.productId === surface.productId &&
    principal.surfaceId === surface.surfaceId
  );
}

function holds(principal: Principal, permission: Permission): boolean {
  const { roles, environments } = ruleOf(permission);
  switch (principal.kind) {
    case "user":
      return roles.includes(principal.role);
    case "platformKey":
      return (
        FOLLOWS[permission]?.every((each) => holds(principal, each)) ??
        (covers(principal.permissions, permission) && environments.includes(principal.environment))
      );
    case "surfaceKey":
      return false;
  }
}
