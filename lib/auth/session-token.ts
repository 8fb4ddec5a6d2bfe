import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

const LONGEST_TOKEN = 2_048;

/** The compact form of an encrypted token; junk is not worth a decryption. */
const TOKEN = /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** Whether people reach this installation over https, so that cookies can demand it. */
export function isHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith("https://");
}

export function sessionCookieName(): string {
  return `${isHttps() ? "__Host-" : ""}next-auth.session-token`;
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
  if (token.length > LONGEST_TOKEN || !TOKEN.test(token)) return undefined;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : undefined;
}

/** The session token in a Cookie header. */
export function tokenInCookies(cookies: string): string | undefined {
  const start = `${sessionCookieName()}=`;
  const pair = cookies.split(";").find((part) => part.trimStart().startsWith(start));
  return pair?.trim().slice(start.length) || undefined;
}
