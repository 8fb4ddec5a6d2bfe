import { type NextRequest, NextResponse } from "next/server";
import { isHttps } from "@/lib/auth/cookie";
import { REQUESTED_PATH_HEADER } from "@/lib/auth/requested-path";
import { sessionCookieName } from "@/lib/auth/session-token";
import { env } from "@/lib/env";
import { pageHeaders } from "@/lib/http/response-headers";

const OPEN =
  /^\/($|sign-in$|sign-up$|invitations\/[^/]+$|(claim|portal)$|docs(\/|$)|api\/(auth|claim|portal)\/)/;
/** What a link opens for those who have no account: nobody is told where they came from. */
const VISITED = /^\/(claim|portal)$/;
const FILE = /\.[a-z\d]+$/i;

export const config = {
  matcher: "/((?!v1$|v1/|_next/static/|_next/image|healthz$|readyz$).*)",
};

/**
 * Sends signed-out browsers to sign in and sets the headers of every page. Decides nothing about
 * access: every page and every act asks for itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const set = pageHeaders({ nonce, https: isHttps(), dev: env().NODE_ENV === "development" });
  const response = respond(request, nonce, set);
  for (const [name, value] of Object.entries(set)) response.headers.set(name, value);
  const { pathname } = request.nextUrl;
  if (!FILE.test(pathname)) response.headers.set("Cache-Control", "no-store");
  if (VISITED.test(pathname)) response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

function respond(request: NextRequest, nonce: string, set: Record<string, string>): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (isSignedOut(request) && !OPEN.test(pathname) && !FILE.test(pathname)) {
    const target = request.nextUrl.clone();
    target.pathname = "/sign-in";
    target.search = `?${new URLSearchParams({ callbackUrl: pathname + search })}`;
    return NextResponse.redirect(target);
  }
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", set["Content-Security-Policy"] ?? "");
  headers.set(REQUESTED_PATH_HEADER, pathname + search);
  return NextResponse.next({ request: { headers } });
}

function isSignedOut(request: NextRequest): boolean {
  const reads = request.method === "GET" || request.method === "HEAD";
  return reads && !request.cookies.has(sessionCookieName());
}
