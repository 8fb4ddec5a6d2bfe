import "server-only";
import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/env";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a change that rides on a cookie from another site: the Origin must be ours, and without
 * one the browser must say that the request is same-origin. Throws `forbidden`.
 */
export function assertSameOrigin(request: Pick<Request, "method" | "headers">): void {
  if (SAFE.has(request.method)) return;
  const origin = request.headers.get("origin");
  const own =
    origin === null
      ? request.headers.get("sec-fetch-site") === "same-origin"
      : isOurs(origin, request.headers.get("host"));
  if (!own) throw new AppError("forbidden", "Cross-origin requests with a session are refused");
}

function isOurs(origin: string, host: string | null): boolean {
  const own = new URL(env().NEXTAUTH_URL);
  if (origin === own.origin) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, host: asked } = new URL(origin);
  // Where people come over https, a page of this host over http may be anybody's on the way.
  return asked === host && (own.protocol === "http:" || protocol === own.protocol);
}
