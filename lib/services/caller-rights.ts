import "server-only";
import type { Contract } from "@/lib/contracts/contract";
import { invalidField } from "@/lib/core/errors";
import { missingPermission, testKeysCannot } from "@/lib/core/refusals";
import { can } from "@/lib/policy/decide";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

/** What was asked of the principals of requests under way, and whether they held it. */
const asked = new WeakMap<Principal, Map<Permission, boolean>>();

/**
 * Whether a caller may do or see what a verb has only with some inputs. It is noted, because a
 * repeat of the request is answered only to those who may still, and what a key needs is told by
 * what it was asked.
 */
export function holds(principal: Principal, permission: Permission): boolean {
  const isHeld = can(principal, permission);
  const noted = asked.get(principal) ?? new Map();
  asked.set(principal, noted.set(permission, isHeld));
  return isHeld;
}

/** For what a verb needs only with some inputs. Throws `forbidden`, naming what is missing. */
export function assertHolds(principal: Principal, permission: Permission): void {
  if (holds(principal, permission)) return;
  throw missingPermission(permission);
}

/** The permissions that were asked of a principal beside what its verb always needs. */
export function permissionsAsked(principal: Principal): Permission[] {
  return [...(asked.get(principal)?.keys() ?? [])];
}

/** Those of them that it held. */
export function permissionsHeld(principal: Principal): Permission[] {
  return permissionsAsked(principal).filter((each) => asked.get(principal)?.get(each));
}

/** What a person asks for, or a key's own. Throws `bad_request` when a key asks for another. */
export function ownEnvironment(
  principal: Principal,
  asked: Environment | undefined,
  refusal: (own: Environment) => string,
): Environment | undefined {
  if (principal.kind === "user") return asked;
  const { environment } = principal;
  if (asked !== undefined && asked !== environment) {
    throw invalidField("environment", refusal(environment));
  }
  return environment;
}

/** Whose requests a caller counts; all when undefined. Throws `bad_request` for another than a key's own. */
export function seenEnvironment(principal: Principal, asked: Environment | undefined) {
  return ownEnvironment(principal, asked, (own) => `This key counts ${own} requests only.`);
}

/** Throws `forbidden` for a test key: it would change what production uses. */
export function refuseTestKey(principal: Principal, { closedToTestKeys }: Contract): void {
  if (principal.kind === "user" || principal.environment === "production") return;
  throw testKeysCannot(`${closedToTestKeys}`);
}
