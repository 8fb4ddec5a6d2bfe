import "server-only";
import { invalidField } from "@/lib/core/errors";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { ownEnvironment } from "@/lib/services/caller-rights";

type Asked = { environment?: Environment | undefined; version?: "draft" | "published" | undefined };

/**
 * Whose records a run uses and which steps it takes: the draft for test and the published version
 * for production, unless said otherwise. Throws `bad_request` for what the caller's key cannot do.
 */
export function runTerms(
  principal: Principal,
  asked: Asked,
): { environment: Environment; version: "draft" | "published" } {
  const environment = environmentOf(principal, asked.environment);
  const version = asked.version ?? (environment === "test" ? "draft" : "published");
  if (principal.kind !== "user" && environment === "production" && version === "draft") {
    throw invalidField("version", "A production key runs the published version.");
  }
  return { environment, version };
}

function environmentOf(principal: Principal, asked: Environment | undefined): Environment {
  const refusal = (own: Environment) => `This key runs flows on ${own} records only.`;
  return ownEnvironment(principal, asked, refusal) ?? "test";
}
