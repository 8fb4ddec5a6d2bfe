import "server-only";
import { z } from "zod";
import { invalidField } from "@/lib/core/errors";
import { type IdKind, idPattern } from "@/lib/core/ids";
import { foldText } from "@/lib/core/text-search";

/** A row's place in a list: the number that it is sorted by, falling, and its id. */
export type Place = { at: number; id: string };

/** The last moment of the year 9999. */
const LATEST = 253_402_300_799_999;

const placeSchema = z.tuple([z.int().min(0).max(LATEST), z.string()]);

const writeCursor = ({ at, id }: Place) => encodeCursor([at, id]);

/** Encodes values as a cursor. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Decodes a cursor; undefined for a text without values of that form. */
export function decodeCursor<S extends z.ZodType>(cursor: string, form: S) {
  try {
    return form.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    return undefined;
  }
}

/** The place in a list that a cursor encodes; throws `bad_request` for any other text. */
export function readCursor(cursor: string | undefined, kind: IdKind): Place | undefined {
  if (cursor === undefined) return undefined;
  const [at = 0, id = ""] = decodeCursor(cursor, placeSchema) ?? [];
  if (!idPattern(kind).test(id) || writeCursor({ at, id }) !== cursor) {
    throw invalidField("cursor", "Not a cursor of this list.");
  }
  return { at, id };
}

/** Rows after a place in the order of {@link NEWEST_FIRST}. */
function olderThan(place: Place | undefined) {
  if (!place) return {};
  const at = new Date(place.at);
  return { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { gt: place.id } }] };
}

export const NEWEST_FIRST = [{ createdAt: "desc" }, { id: "asc" }] as const;

type Created = { createdAt: Date; id: string };
type Asked = { limit: number; cursor?: string | undefined };

/** What a query of a page takes along: one row more than the page tells whether another follows. */
type PageQuery = {
  after: ReturnType<typeof olderThan>;
  orderBy: [{ createdAt: "desc" }, { id: "asc" }];
  take: number;
};

/** A page of rows, the newest first. Throws `bad_request` for its cursor. */
export async function readPage<R extends Created>(
  { limit, cursor }: Asked,
  kind: IdKind,
  find: (query: PageQuery) => PromiseLike<R[]>,
) {
  const after = olderThan(readCursor(cursor, kind));
  const found = await find({ after, orderBy: [...NEWEST_FIRST], take: limit + 1 });
  return toPage(found, limit, ({ createdAt, id }) => ({ at: createdAt.getTime(), id }));
}

/** A page of `limit` out of `limit + 1` rows, and where the next one begins. */
export function toPage<R>(rows: R[], limit: number, placeOf: (row: R) => Place) {
  return cutPage(rows, limit, (last) => writeCursor(placeOf(last)));
}

/** The same in an order of its own. */
export function cutPage<R>(rows: R[], limit: number, cursorOf: (row: R) => string) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit;
  const nextCursor = hasMore && last !== undefined ? cursorOf(last) : null;
  return { rows: page, pagination: { nextCursor, hasMore, limit } };
}

/** A condition that a row holds what someone searches for; none without a search. */
export function searching(search: string | undefined) {
  return search ? { searchText: { contains: escapeLike(foldText(search)) } } : {};
}

/** The text as a pattern of LIKE that matches it alone. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
