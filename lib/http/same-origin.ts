import "server-only";
import { crossOrigin } from "@/lib/core/refusals";
import { isServedOrigin } from "@/lib/http/served-hosts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

type Sent = { method: string; headers: { get: (name: string) => string | null } };

/**
 * Refuses a change that rides on a cookie from another site: the Origin must be ours, and without
 * one the browser must say that the request is same-origin. Throws `forbidden`.
 */
export function assertSameOrigin({ method, headers }: Sent): void {
  if (SAFE.has(method)) return;
  const origin = headers.get("origin");
  const own =
    origin === null ? headers.get("sec-fetch-site") === "same-origin" : isServedOrigin(origin);
  if (!own) throw crossOrigin();
}
