import "server-only";
import { invalidField } from "@/lib/core/errors";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";

/** Whose requests a caller counts; all when undefined. Throws `bad_request` for another than a key's own. */
export function seenEnvironment(
  principal: Principal,
  asked: Environment | undefined,
): Environment | undefined {
  if (principal.kind === "user") return asked;
  const { environment } = principal;
  if (asked !== undefined && asked !== environment) {
    throw invalidField("environment", `This key counts ${environment} requests only.`);
  }
  return environment;
}
