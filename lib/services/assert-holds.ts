import "server-only";
import { AppError } from "@/lib/core/errors";
import { can } from "@/lib/policy/decide";
import type { Permission } from "@/lib/policy/permissions";
import type { Principal } from "@/lib/policy/principal";

/** For what a verb needs only with some inputs. Throws `forbidden`, naming what is missing. */
export function assertHolds(principal: Principal, permission: Permission): void {
  if (can(principal, permission)) return;
  throw new AppError("forbidden", `Missing required permission: ${permission}`, { permission });
}
