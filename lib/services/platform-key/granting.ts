import "server-only";
import { type AppError, invalidField } from "@/lib/core/errors";
import { missingPermission, testKeysCannot } from "@/lib/core/refusals";
import { env } from "@/lib/env";
import { type GrantRefusal, grantRefusal } from "@/lib/policy/grant";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { expandScope } from "@/lib/policy/scopes";
import { assertHolds } from "@/lib/services/caller-rights";

/** Throws `forbidden` or `bad_request` when the granter may not put these scopes on such a key. */
export function assertGrantable(
  granter: Principal,
  scopes: readonly string[],
  environment: Environment,
): void {
  for (const scope of scopes) {
    const refusal = grantRefusal(granter, scope, environment);
    if (refusal) throw refused(refusal);
    for (const permission of expandScope(scope) ?? []) assertHolds(granter, permission);
  }
}

function refused(refusal: GrantRefusal): AppError {
  switch (refusal.reason) {
    case "unknown":
      return invalidField(
        "permissions",
        `${refusal.scope} is not a permission that a key can hold.`,
      );
    case "environment":
      return testKeysCannot(`hold ${refusal.scope}`);
    case "not_held":
      return missingPermission(refusal.permission);
  }
}

type Limits = { rateLimitPerHour?: number; rateLimitPerDay?: number };

/** Throws `bad_request` when a limit is above what the operator allows. */
export function assertLimits({ rateLimitPerHour, rateLimitPerDay }: Limits): void {
  const { RUNTYPE_MAX_LIMIT_PER_HOUR: perHour, RUNTYPE_MAX_LIMIT_PER_DAY: perDay } = env();
  if (rateLimitPerHour !== undefined && rateLimitPerHour > perHour) {
    throw invalidField("rateLimitPerHour", `Allow at most ${perHour} requests per hour.`);
  }
  if (rateLimitPerDay !== undefined && rateLimitPerDay > perDay) {
    throw invalidField("rateLimitPerDay", `Allow at most ${perDay} requests per day.`);
  }
}
