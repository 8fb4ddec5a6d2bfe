import "server-only";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { ownEnvironment } from "@/lib/services/own-environment";

/** Whose records a caller means; throws `bad_request` when a key asks for another environment's. */
export function environmentOf(principal: Principal, asked: Environment | undefined): Environment {
  const refusal = (own: Environment) => `This key works on ${own} records only.`;
  return ownEnvironment(principal, asked, refusal) ?? "production";
}
