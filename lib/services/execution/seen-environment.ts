import "server-only";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { ownEnvironment } from "@/lib/services/own-environment";

/** Whose runs a caller sees; all when undefined. Throws `bad_request` for another than a key's own. */
export function seenEnvironment(principal: Principal, asked: Environment | undefined) {
  return ownEnvironment(principal, asked, (own) => `This key sees ${own} runs only.`);
}
