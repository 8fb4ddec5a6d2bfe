import "server-only";
import { invalidField } from "@/lib/core/errors";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

/** Whose records a caller means; throws `bad_request` when a key asks for another environment's. */
export function environmentOf(principal: Principal, asked: Environment | undefined): Environment {
  if (principal.kind === "user") return asked ?? "production";
  const { environment } = principal;
  if (asked !== undefined && asked !== environment) {
    throw invalidField("environment", `This key works on ${environment} records only.`);
  }
  return environment;
}
