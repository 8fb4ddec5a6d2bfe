import "server-only";
import { badRequest } from "@/lib/core/errors";
import { SURFACE_PREFIX } from "@/lib/credentials/families";

const BEARER = /^bearer +([\x21-\x7e]+)$/i;

/** What a request shows of its caller. A credential in the URL is never read. */
export type Shown =
  | { kind: "nothing" }
  | { kind: "bearer"; token: string }
  | { kind: "cookie"; cookies: string };

/**
 * The key that a call of a surface shows in either header; undefined for none, or nothing like one.
 * Throws `bad_request` when two different keys are shown.
 */
export function readSurfaceCredential(headers: Headers): string | undefined {
  if (headers.get("authorization") === null) return headers.get("x-api-key") ?? undefined;
  const shown = readCredential(headers);
  return shown.kind === "bearer" ? shown.token : undefined;
}

/** Throws `bad_request` when two different keys are shown. */
export function readCredential(headers: Headers): Shown {
  const authorization = headers.get("authorization");
  const apiKey = headers.get("x-api-key");
  if (authorization === null) {
    // This header is for surface keys; no other key is read from it.
    if (apiKey?.startsWith(SURFACE_PREFIX)) return { kind: "bearer", token: apiKey };
    const cookies = headers.get("cookie");
    return cookies === null ? { kind: "nothing" } : { kind: "cookie", cookies };
  }
  const token = BEARER.exec(authorization)?.[1] ?? "";
  if (apiKey !== null && apiKey !== token) {
    throw badRequest("Authorization and X-API-Key carry different credentials.");
  }
  return { kind: "bearer", token };
}
