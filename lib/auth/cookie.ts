import "server-only";
import { env } from "@/lib/env";

/** Whether people reach this installation over https, so that cookies can demand it. */
export function isHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith("https://");
}

/** The name of a cookie, bound to this host where people come over https. */
export function cookieName(name: string): string {
  return `${isHttps() ? "__Host-" : ""}${name}`;
}

/** The value of a cookie in a Cookie header, as it stands there: packages decode all of them. */
export function cookieIn(cookies: string, name: string): string | undefined {
  const start = `${name}=`;
  const pair = cookies.split(";").find((part) => part.trimStart().startsWith(start));
  return pair?.trim().slice(start.length) || undefined;
}

/** A Cookie header without one of its cookies. */
export function withoutCookie(cookies: string, name: string): string {
  const isOther = (part: string) => !part.trimStart().startsWith(`${name}=`);
  return cookies.split(";").filter(isOther).join(";").trimStart();
}
