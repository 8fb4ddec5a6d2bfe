import "server-only";
import { log } from "@/lib/log";
import { allowedOrigins } from "@/lib/services/call/allowed-origins";

const READABLE = [
  "X-Request-Id",
  "X-Execution-Id",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "RateLimit-Policy",
  "RateLimit",
  "Retry-After",
  "Idempotent-Replayed",
].join(", ");

const PREFLIGHT = {
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, X-API-Key, Idempotency-Key",
  "Access-Control-Max-Age": "600",
};

/**
 * What lets a page of another site read the answer, where the surface allows its origin. Keys go in
 * headers alone, so no credentials are ever allowed. Never throws.
 */
export async function corsHeaders(
  request: Request,
  productId: string,
  surfaceId: string,
): Promise<Record<string, string>> {
  const origin = request.headers.get("origin");
  if (origin === null) return {};
  const allowed = await allowedOrigins(productId, surfaceId).catch((error: unknown): string[] => {
    log().warn({ error }, "allowed origins not read");
    return [];
  });
  if (!allowed.includes(origin)) return { Vary: "Origin" };
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    ...(isPreflight(request) ? PREFLIGHT : { "Access-Control-Expose-Headers": READABLE }),
  };
}

function isPreflight({ method, headers }: Request): boolean {
  return method === "OPTIONS" && headers.get("access-control-request-method") !== null;
}
