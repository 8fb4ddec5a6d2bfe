import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import type { Contract, HttpBinding } from "@/lib/contracts/contract";
import { EXAMPLES } from "@/lib/contracts/openapi/examples";
import { type ApiRoute, createApiFront } from "@/server/api-front";
import { listRoutes } from "../../scripts/routes.mjs";

export const ORIGIN = "http://localhost:3000";

export type Bound = Contract & { http: HttpBinding };

export const BOUND: Bound[] = ALL_CONTRACTS.filter(
  (contract): contract is Bound => contract.http !== undefined,
);

/** `[title, contract]` of every route and method, for `describe.each` and `it.each`. */
export const EVERY_ROUTE = BOUND.map(
  (contract) => [`${contract.http.method} ${contract.http.path}`, contract] as const,
);

export type Answer = { status: number; headers: Record<string, string>; body: unknown };

/** Every route module of app/v1, found in the file tree as the build finds them. */
export async function apiRoutes(): Promise<ApiRoute[]> {
  const found: { file: string; path: string }[] = listRoutes();
  return Promise.all(
    found.map(async ({ file, path }) => ({
      path,
      module: await import(pathToFileURL(join(process.cwd(), file)).href),
    })),
  );
}

const front = createApiFront(await apiRoutes());

/** The answer of the fast front as it is. */
export async function sendFast(request: Request): Promise<Response> {
  return front.fetch(request);
}

/** Sends a request through the fast front. */
export async function send(request: Request): Promise<Answer> {
  const response = await sendFast(request);
  const text = await response.text();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: text === "" ? null : JSON.parse(text),
  };
}

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

/** What must not differ from one answer to the next. */
export function comparable({ status, headers, body }: Answer): Answer {
  const { "x-request-id": id, ...rest } = headers;
  if (!id?.startsWith("req_")) throw new Error("An answer without its request id");
  return { status, headers: rest, body };
}
