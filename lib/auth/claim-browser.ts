import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { cookieIn, cookieName, isHttps } from "@/lib/auth/cookie";
import { env } from "@/lib/env";

/** A browser that has opened a link, by what it alone has: 128 random bits. */
export type ClaimBrowser = { link: string; secret: string };

const COOKIE = "runtype.claim-";
const VALUE = /^([\w-]{22})\.([\w-]{43})$/;
const COOKIE_SECONDS = 86_400;
/** Links that one browser is known to; all of its cookies must fit into one header. */
const MAX_COOKIES = 10;

/** Of a link that a browser has opened; of the one that it opened last without its id. */
export function claimBrowserIn(cookies: string, link?: string): ClaimBrowser | undefined {
  const opened = link ?? openedLinks(cookies).at(-1) ?? "";
  const [, secret = "", proof] = VALUE.exec(cookieIn(cookies, nameOf(opened)) ?? "") ?? [];
  return proof !== undefined && proof === proofOf(opened, secret)
    ? { link: opened, secret }
    : undefined;
}

/** Set-Cookie headers that make a browser known to a link, and forget the oldest of too many. */
export function claimCookies(link: string, sent: string): string[] {
  const secret = randomBytes(16).toString("base64url");
  const others = openedLinks(sent).filter((each) => each !== link);
  const tooMany = others.slice(0, Math.max(0, others.length + 1 - MAX_COOKIES));
  const own = cookie(link, `${secret}.${proofOf(link, secret)}`, COOKIE_SECONDS);
  return [own, ...tooMany.map((each) => cookie(each, "", 0))];
}

/** What of a browser is kept. */
export function claimBrowserHash({ link, secret }: ClaimBrowser): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(`${link} ${secret}`).digest());
}

function openedLinks(cookies: string): string[] {
  const names = cookies.split(";").map((pair) => pair.trim().split("=", 1)[0] ?? "");
  return names
    .filter((name) => name.startsWith(nameOf("")))
    .map((name) => name.slice(nameOf("").length));
}

function nameOf(link: string): string {
  return cookieName(COOKIE + link);
}

/** Anyone who knows the id of a link must not be able to make its cookie. */
function proofOf(link: string, secret: string): string {
  const digest = createHmac("sha256", env().NEXTAUTH_SECRET).update(`claim:${link}:${secret}`);
  return digest.digest("base64url");
}

function cookie(link: string, value: string, seconds: number): string {
  const secure = isHttps() ? "; Secure" : "";
  return `${nameOf(link)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}
