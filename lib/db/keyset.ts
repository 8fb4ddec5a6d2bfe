import "server-only";
import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { type IdKind, idPattern } from "@/lib/core/ids";

/** A row's place in a list: the number that it is sorted by, falling, and its id. */
export type Place = { at: number; id: string };

/** The last moment of the year 9999. */
const LATEST = 253_402_300_799_999;

const placeSchema = z.tuple([z.int().min(0).max(LATEST), z.string()]);

function writeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at, id])).toString("base64url");
}

/** The place that a cursor of this list stands for; throws `bad_request` for any other text. */
export function readCursor(cursor: string | undefined, kind: IdKind): Place | undefined {
  if (cursor === undefined) return undefined;
  const place = parsePlace(cursor);
  if (!place || !idPattern(kind).test(place.id) || writeCursor(place) !== cursor) {
    throw invalidField("cursor", "Not a cursor of this list.");
  }
  return place;
}

function parsePlace(cursor: string): Place | undefined {
  try {
    const [at, id] = placeSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at, id };
  } catch {
    return undefined;
  }
}

/** Rows after a place in the order of {@link NEWEST_FIRST}. */
export function olderThan(place: Place | undefined) {
  if (!place) return {};
  const at = new Date(place.at);
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { gt: place.id } }] };
}

export const NEWEST_FIRST = [{ createdAt: "desc" }, { id: "asc" }] as const;

export function placeByCreation(row: { createdAt: Date; id: string }): Place {
  return { at: row.createdAt.getTime(), id: row.id };
}

/** A page of `limit` out of `limit + 1` rows, and where the next one begins. */
export function toPage<R>(rows: R[], limit: number, placeOf: (row: R) => Place) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit;
  const nextCursor = hasMore && last !== undefined ? writeCursor(placeOf(last)) : null;
  return { rows: page, pagination: { nextCursor, hasMore, limit } };
}

/** A condition that a text holds what somebody searches for, letter case aside. */
export function holding(search: string) {
  return { contains: search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
}
