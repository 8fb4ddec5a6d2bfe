import "server-only";
import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import type { KeyCursor, KeySort, KeyState } from "@/lib/db/key-states";

/** The order that a cursor belongs to: it leads nowhere in any other. */
type Order = { sort: KeySort; direction: "asc" | "desc" };

const stored = z.string().refine((text) => !text.includes("\0"));
const cursorSchema = z.tuple([z.string(), z.string(), stored, stored]);
const utcMoment = z.iso.datetime();

export function writeCursor({ sort, direction }: Order, { sortValue, id }: KeyState): string {
  return Buffer.from(JSON.stringify([sort, direction, sortValue, id])).toString("base64url");
}

/** Throws `bad_request` for any text that is not a cursor of this order. */
export function readCursor({ sort, direction }: Order, text: string): KeyCursor {
  const parsed = cursorSchema.safeParse(parseJson(text));
  if (parsed.success) {
    const [ofSort, ofDirection, value, id] = parsed.data;
    const fits = sort === "name" || isMoment(value);
    if (ofSort === sort && ofDirection === direction && fits) return { value, id };
  }
  throw invalidField("cursor", "Not a cursor of this list and order.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Whether a text is a moment as the database writes it, in UTC. */
function isMoment(text: string): boolean {
  if (/^-?infinity$/.test(text)) return true;
  const iso = text.replace(" ", "T").replace(/\+00$/, "Z");
  return /^[1-9]\d{3}-\d\d-\d\d .*\+00$/.test(text) && utcMoment.safeParse(iso).success;
}
