import "server-only";
import { differentKeys } from "@/lib/core/refusals";
import { SURFACE_PREFIX } from "@/lib/credentials/families";

const BEARER = /^bearer(?: +(.*))?$/i;
const TOKEN = /^[\x21-\x7e]+$/;

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
  if (bearerToken(headers) === undefined) return apiKeyIn(headers);
  const shown = readCredential(headers);
  return shown.kind === "bearer" ? shown.token : undefined;
}

/** Throws `bad_request` when two different keys are shown. */
export function readCredential(headers: Headers): Shown {
  const token = bearerToken(headers);
  const apiKey = apiKeyIn(headers);
  if (token === undefined) {
    // This header is for surface keys; no other key is read from it.
    if (apiKey?.startsWith(SURFACE_PREFIX)) return { kind: "bearer", token: apiKey };
    const cookies = headers.get("cookie");
    return cookies === null ? { kind: "nothing" } : { kind: "cookie", cookies };
  }
  if (apiKey !== undefined && apiKey !== token) throw differentKeys();
  return { kind: "bearer", token };
}

/** Whether a request shows a token or key, good or not. */
export function showsToken(headers: Headers): boolean {
  return bearerToken(headers) !== undefined || apiKeyIn(headers) !== undefined;
}

/**
 * The Bearer token, empty when it has not the form of one. Undefined without any, and for other
 * schemes: those are for someone on the way, such as a proxy that asks for a password.
 */
function bearerToken(headers: Headers): string | undefined {
  const token = tokenIn(headers.get("authorization") ?? "");
  if (token === undefined) return undefined;
  return TOKEN.test(token) ? token : "";
}

/** What an Authorization header of the Bearer scheme holds, if anything. */
export function tokenIn(authorization: string): string | undefined {
  return BEARER.exec(authorization)?.[1];
}

function apiKeyIn(headers: Headers): string | undefined {
  const text = headers.get("x-api-key");
  if (!text?.includes(",")) return text || undefined;
  // Lines of the header come joined; those that are empty say nothing.
  const lines = text.split(",").map((each) => each.trim());
  return lines.filter((each) => each !== "").join(", ") || undefined;
}
