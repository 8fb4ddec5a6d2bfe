import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import type { Contract, HttpBinding } from "@/lib/contracts/contract";
import { EXAMPLES } from "@/lib/contracts/openapi/examples";

export const ORIGIN = "http://localhost:3000";

export type Bound = Contract & { http: HttpBinding };

export const BOUND: Bound[] = ALL_CONTRACTS.filter(
  (contract): contract is Bound => contract.http !== undefined,
);

/** `[title, contract]` of every route and method, for `describe.each` and `it.each`. */
export const EVERY_ROUTE = BOUND.map(
  (contract) => [`${contract.http.method} ${contract.http.path}`, contract] as const,
);

type Input = Record<string, unknown>;

/** A request with an input as its contract says: in the path, the query and the body. */
export function requestOf(
  { http }: Bound,
  input: Input,
  headers: Record<string, string> = {},
): Request {
  const rest = { ...input };
  const path = http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  if (http.method === "POST" || http.method === "PUT") {
    const sent = { "Content-Type": "application/json", ...headers };
    const body = JSON.stringify(rest);
    return new Request(ORIGIN + path, { method: http.method, headers: sent, body });
  }
  const query = new URLSearchParams(
    Object.entries(rest).map(([name, value]) => [name, `${value}`]),
  );
  const search = query.size > 0 ? `?${query}` : "";
  return new Request(ORIGIN + path + search, { method: http.method, headers });
}

/** A valid input of a contract: its documented example. */
export function exampleInput({ name }: Contract): Input {
  return { ...EXAMPLES[name]?.input };
}
