import "server-only";
import type { Contract } from "@/lib/contracts/contract";
import { invalidField } from "@/lib/core/errors";
import { missingPermission, testKeysCannot } from "@/lib/core/refusals";
import { can } from "@/lib/policy/decide";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

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
  throw missingPermission(permission);
}

/** The permissions that were asked of a principal beside what its verb always needs. */
export function permissionsAsked(principal: Principal): Permission[] {
  return [...(held.get(principal) ?? [])];
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

/** Throws `forbidden` for a test key: it would change what production uses. */
export function refuseTestKey(principal: Principal, { closedToTestKeys }: Contract): void {
  if (principal.kind === "user" || principal.environment === "production") return;
  throw testKeysCannot(`${closedToTestKeys}`);
}
