import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { cookieIn, cookieName, isHttps } from "@/lib/auth/cookie";
import { env } from "@/lib/env";

/** What links open that visitors are sent. */
type LinkKind = "claim" | "portal";

/** A browser that has opened a link, by what it alone has: 128 random bits. */
export type LinkBrowser = { kind: LinkKind; link: string; secret: string };

const VALUE = /^([\w-]{22})\.([\w-]{43})$/;
const COOKIE_SECONDS = 86_400;
/** Links of a kind that one browser is known to; all of its cookies must fit into one header. */
const MAX_COOKIES = 10;

/** Of a link that a browser has opened; of the one that it opened last without its id. */
export function linkBrowserIn(kind: LinkKind, cookies: string, asked?: string) {
  const link = asked ?? openedLinks(kind, cookies).at(-1) ?? "";
  const [, secret = "", proof] = VALUE.exec(cookieIn(cookies, nameOf(kind, link)) ?? "") ?? [];
  const browser: LinkBrowser = { kind, link, secret };
  return proof !== undefined && proof === proofOf(browser) ? browser : undefined;
}

/** Set-Cookie headers that make a browser known to a link, and forget the oldest of too many. */
export function newBrowserCookies(kind: LinkKind, link: string, sent: string): string[] {
  const browser = { kind, link, secret: randomBytes(16).toString("base64url") };
  const others = openedLinks(kind, sent).filter((each) => each !== link);
  const tooMany = others.slice(0, Math.max(0, others.length + 1 - MAX_COOKIES));
  return [browserCookie(browser), ...tooMany.map((each) => cookie(nameOf(kind, each), "", 0))];
}

/** The Set-Cookie header by which a browser stays known from now on. */
export function browserCookie(browser: LinkBrowser): string {
  const { kind, link, secret } = browser;
  return cookie(nameOf(kind, link), `${secret}.${proofOf(browser)}`, COOKIE_SECONDS);
}

/** What of a browser is kept. */
export function linkBrowserHash({ kind, link, secret }: LinkBrowser): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(`${kind} ${link} ${secret}`).digest());
}

/** 256 random bits for the fragment of a link. */
export function newLinkToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What of a token is kept. */
export function linkTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

function openedLinks(kind: LinkKind, cookies: string): string[] {
  const start = nameOf(kind, "");
  const names = cookies.split(";").map((pair) => pair.trim().split("=", 1)[0] ?? "");
  return names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}

function nameOf(kind: LinkKind, link: string): string {
  return cookieName(`runtype.${kind}-${link}`);
}

/** Anyone who knows the id of a link must not be able to make its cookie. */
function proofOf({ kind, link, secret }: LinkBrowser): string {
  const digest = createHmac("sha256", env().NEXTAUTH_SECRET).update(`${kind}:${link}:${secret}`);
  return digest.digest("base64url");
}

function cookie(name: string, value: string, seconds: number): string {
  const secure = isHttps() ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}
