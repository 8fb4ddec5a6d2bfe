import { surfaceHeaders, surfaceIn } from "@/lib/http/cross-origin";
import { pathOf } from "@/lib/http/request-url";

/** Lets a page read why a request of a surface that allows it was refused before it came to a door. */
export async function crossOriginHeaders(
  target: string,
  origin: string | undefined,
): Promise<Record<string, string>> {
  const url = target.startsWith("/") ? `http://localhost${target}` : target;
  if (origin === undefined || !URL.canParse(url)) return {};
  const surface = surfaceIn(pathOf(url));
  if (!surface) return {};
  const request = new Request("http://localhost", { headers: { origin } });
  return surfaceHeaders(request, surface);
}

/** What was asked for, and by pages of which origin. */
export type Asked = { target: string; origin: string | undefined };

const HEAD = /^\S+ (\S+) HTTP\/\d\.\d\r\n(?:.+\r\n)*?origin:[ \t]*([!-~]+)[ \t]*\r\n/i;

/** The same of a head that became no request, as far as it says so. */
export function askedIn(head: string): Asked {
  const [, target = "", origin] = HEAD.exec(head) ?? [];
  return { target, origin };
}
