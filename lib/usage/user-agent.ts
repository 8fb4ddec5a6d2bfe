import "server-only";
import { maskCredentials } from "@/lib/log";

const LONGEST = 255;

/** A caller's user agent as it may be kept: some callers put their key where it does not belong. */
export function keptUserAgent(text: string | null): string | null {
  return text === null ? null : maskCredentials(text.slice(0, LONGEST)).toWellFormed();
}
