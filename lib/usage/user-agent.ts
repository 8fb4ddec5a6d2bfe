import "server-only";
import { maskKeys } from "@/lib/core/key-text";

const MAX_LENGTH = 255;

/** A caller's user agent as it may be kept: some callers put their key where it does not belong. */
export function keptUserAgent(text: string | null): string | null {
  return text === null ? null : maskKeys(text.slice(0, MAX_LENGTH)).toWellFormed();
}
