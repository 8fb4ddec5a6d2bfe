import "server-only";
import type { z } from "zod";
import type { truncatedValue } from "@/lib/contracts/execution";
import { maskKeys } from "@/lib/core/key-text";

/** UTF-16 units of a value as JSON, beyond which only its beginning is kept. */
export const MAX_STORED_LENGTH = 32_768;
const PREVIEW = 2_000;

const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;
const UNSTORABLE_ESCAPES = new RegExp(UNSTORABLE_ESCAPE, "g");
/** A backslash of the value itself; what comes after it is no escape. */
const BACKSLASH = "\\\\";

/** A value as JSON that the database can hold, keys masked; undefined is null. */
export function toKeptJson(value: unknown): string {
  const text = maskKeys(write(value));
  if (!UNSTORABLE_ESCAPE.test(text)) return text;
  // NUL, and halves of pairs: those alone are written as escapes of this form.
  const parts = text.split(BACKSLASH);
  return parts.map((part) => part.replaceAll(UNSTORABLE_ESCAPES, "\\ufffd")).join(BACKSLASH);
}

/** What is nested too deep to be written is left out: no run may hold up the others. */
function write(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return JSON.stringify(truncated(""));
  }
}

/** A value as JSON, or how it begins when it is large. */
export function toTrimmedJson(value: unknown, largest = MAX_STORED_LENGTH): string {
  const text = toKeptJson(value);
  return text.length <= largest ? text : JSON.stringify(truncated(text));
}

/** How large a value is as JSON, and nothing of it. */
export function toSizeAlone(value: unknown): string {
  return JSON.stringify(truncated(toKeptJson(value), 0));
}

function truncated(text: string, length = PREVIEW): z.input<typeof truncatedValue> {
  const preview = text.slice(0, length).toWellFormed();
  return { truncated: true, bytes: Buffer.byteLength(text), preview };
}
