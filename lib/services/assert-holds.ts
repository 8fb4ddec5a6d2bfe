import "server-only";
import { AppError } from "@/lib/core/errors";
import { can } from "@/lib/policy/decide";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";

/** What was asked of the principals of requests under way, and held. */
const held = new WeakMap<Principal, Set<Permission>>();

/**
 * Whether a caller may do or see what a verb has only with some inputs. It is noted, because a
 * repeat of the request is answered only to those who may still.
 */
export function holds(principal: Principal, permission: Permission): boolean {
  if (!can(principal, permission)) return false;
  const noted = held.get(principal) ?? new Set();
  held.set(principal, noted.add(permission));
  return true;
}

/** For what a verb needs only with some inputs. Throws `forbidden`, naming what is missing. */
export function assertHolds(principal: Principal, permission: Permission): void {
  if (holds(principal, permission)) return;
  throw new AppError("forbidden", `Missing required permission: ${permission}`, { permission });
}

/** The permissions that were asked of a principal beside what its verb always needs. */
export function permissionsAsked(principal: Principal): Permission[] {
  return [...(held.get(principal) ?? [])];
}
