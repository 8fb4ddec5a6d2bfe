import "server-only";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { callCapabilityContract, dispatchCapabilityContract } from "@/lib/contracts/surface-call";

const UNKNOWN = "*";

const NAMES = new Map<string, string>([
  ...ALL_CONTRACTS.flatMap(({ http }): [string, string][] =>
    http ? [[`${http.method} ${http.path}`, http.summary]] : [],
  ),
  [`POST ${callCapabilityContract.path}`, "Call a capability"],
  [`POST ${dispatchCapabilityContract.path}`, "Dispatch to a capability"],
]);

/** What a request asked for, in words; null when nothing answers to the method at this route. */
export function actName(method: string, route: string): string | null {
  if (route === UNKNOWN) return "Unknown address";
  return NAMES.get(`${method === "HEAD" ? "GET" : method} ${route}`) ?? null;
}
