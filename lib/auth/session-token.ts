import "server-only";
import { decode, encode } from "next-auth/jwt";
import { cookieIn, cookieName } from "@/lib/auth/cookie";
import { env } from "@/lib/env";

const MAX_TOKEN_LENGTH = 2_048;

/** The compact form of an encrypted token; junk is not worth a decryption. */
const TOKEN = /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

export function sessionCookieName(): string {
  return cookieName("next-auth.session-token");
}

export function sessionMaxAge(): number {
  return env().RUNTYPE_SESSION_MAX_DAYS * 86_400;
}

/** An encrypted token that names a session and says nothing else. */
export function sessionToken(sessionId: string): Promise<string> {
  return encode({
    token: { sid: sessionId },
    secret: env().NEXTAUTH_SECRET,
    maxAge: sessionMaxAge(),
  });
}

/** The session that a token names, living or not; undefined for a token that is not ours. */
export async function sessionIdOf(token: string): Promise<string | undefined> {
  if (token.length > MAX_TOKEN_LENGTH || !TOKEN.test(token)) return undefined;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : undefined;
}

/** The session token in a Cookie header. */
export function tokenInCookies(cookies: string): string | undefined {
  return cookieIn(cookies, sessionCookieName());
}
