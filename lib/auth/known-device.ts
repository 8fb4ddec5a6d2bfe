import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { cookieIn, cookieName, isHttps } from "@/lib/auth/cookie";
import { tooManyAttempts } from "@/lib/auth/sign-in-throttle";
import { FairQueue } from "@/lib/core/fair-queue";
import { env } from "@/lib/env";

const COOKIE = "runtype.device-";
const TOKEN = /^[\w-]{43}$/;
const COOKIE_SECONDS = 180 * 86_400;
/** Accounts that one browser is known to; all of its cookies must fit into one header. */
const MAX_COOKIES = 10;

const attempts = new FairQueue(
  { running: { total: 64, group: 1 }, waiting: { total: 1_000, group: 100, member: 100 } },
  tooManyAttempts,
);

/** The proof that a browser shows for an account, whether it is good or not. */
export function deviceTokenIn(cookies: string, email: string): string | undefined {
  const token = cookieIn(cookies, deviceCookieName(email));
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

export function newDeviceToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What of a token is kept. */
export function deviceTokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/**
 * Lets the attempts of one device follow one another: each is counted before its password is looked
 * at, and right passwords that are sent together would use up what is free. Throws `unavailable`.
 */
export function queuedByDevice<T>(token: string, attempt: () => Promise<T>): Promise<T> {
  return attempts.run({ group: token, member: "" }, attempt);
}

/** Set-Cookie headers that make a browser known to an account, and forget the oldest of too many. */
export function deviceCookies(email: string, token: string, sent: string): string[] {
  const own = deviceCookieName(email);
  const others = sent
    .split(";")
    .map((pair) => pair.trim().split("=", 1)[0] ?? "")
    .filter((name) => name.startsWith(cookieName(COOKIE)) && name !== own);
  const tooMany = others.slice(0, Math.max(0, others.length + 1 - MAX_COOKIES));
  return [cookie(own, token, COOKIE_SECONDS), ...tooMany.map((name) => cookie(name, "", 0))];
}

/** One cookie for each account; its name says nothing of the account. */
function deviceCookieName(email: string): string {
  const digest = createHmac("sha256", env().NEXTAUTH_SECRET).update(`device:${email}`);
  return cookieName(COOKIE + digest.digest("base64url").slice(0, 16));
}

function cookie(name: string, value: string, seconds: number): string {
  const secure = isHttps() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
