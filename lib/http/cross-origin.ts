import "server-only";
import { log } from "@/lib/log";
import { allowedOrigins } from "@/lib/services/call/allowed-origins";

type Headers = Record<string, string>;

/** Lets pages of any origin load the answer at all; whether they can read it is up to CORS. */
export const CROSS_ORIGIN = { "Cross-Origin-Resource-Policy": "cross-origin" };

const READABLE = [
  "ETag",
  "X-Request-Id",
  "X-Execution-Id",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "RateLimit-Policy",
  "RateLimit",
  "Retry-After",
  "WWW-Authenticate",
  "Idempotent-Replayed",
].join(", ");

const SENDABLE = ["Authorization", "Content-Type", "X-API-Key", "Idempotency-Key"];

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

const ON_SURFACE = /^\/v1\/+products\/+([^/]+)\/+surfaces\/+([^/]+)\/+api(?:\/|$)/;

/**
 * What lets a page of another site read an answer of a surface, where the surface allows its origin.
 * Keys go in headers alone, so no credentials are ever allowed. Never throws.
 */
export async function surfaceHeaders(
  request: Request,
  { productId, surfaceId }: { productId: string; surfaceId: string },
): Promise<Headers> {
  const origin = request.headers.get("origin");
  if (origin === null) return CROSS_ORIGIN;
  const allowed = await allowedOrigins(productId, surfaceId).catch((error: unknown): string[] => {
    log().warn({ error }, "allowed origins not read");
    return [];
  });
  if (allowed.includes("*")) return { ...CROSS_ORIGIN, ...granted(request, "*", "POST") };
  const grant = allowed.includes(origin) ? granted(request, origin, "POST") : {};
  return { ...CROSS_ORIGIN, Vary: "Origin", ...grant };
}

/** What lets pages of any origin read a document. */
export function documentHeaders(request: Request): Headers {
  const cors = request.headers.has("origin") ? granted(request, "*", "GET, HEAD") : {};
  return { ...CROSS_ORIGIN, ...cors };
}

/** The surface that a path below `/api` of one names, however crooked the rest of it is. */
export function surfaceIn(path: string): { productId: string; surfaceId: string } | undefined {
  const [, productId, surfaceId] = ON_SURFACE.exec(path) ?? [];
  return productId === undefined || surfaceId === undefined ? undefined : { productId, surfaceId };
}

/** A page asks whether it may send a request. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === "OPTIONS" && headers.get("access-control-request-method") !== null;
}

function granted(request: Request, origin: string, methods: string): Headers {
  const grant = { "Access-Control-Allow-Origin": origin };
  if (!isPreflight(request)) return { ...grant, "Access-Control-Expose-Headers": READABLE };
  return {
    ...grant,
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Headers": [...SENDABLE, ...otherHeaders(request)].join(", "),
    "Access-Control-Max-Age": "600",
  };
}

/** What a page wants to send beside the usual, such as `traceparent`; a wildcard would not cover all. */
function otherHeaders({ headers }: Request): string[] {
  const usual = SENDABLE.map((name) => name.toLowerCase());
  const asked = (headers.get("access-control-request-headers") ?? "").toLowerCase().split(",");
  const names = asked.map((name) => name.trim()).filter((name) => TOKEN.test(name));
  return [...new Set(names)].filter((name) => !usual.includes(name));
}
