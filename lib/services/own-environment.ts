import "server-only";
import { invalidField } from "@/lib/core/errors";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

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
