import "server-only";
import {
  type KeyFilters,
  type KeyPlace,
  type KeySort,
  type KeyState,
  readKeyStates,
} from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { readCursor, writeCursor } from "./key-cursor";

type Asked = KeyFilters & {
  sort: KeySort;
  direction: "asc" | "desc";
  cursor?: string | undefined;
  limit: number;
};

type KeyPage = {
  states: KeyState[];
  pagination: { nextCursor: string | null; hasMore: boolean; limit: number };
  /** On all pages. */
  total: number;
};

/** A page of the keys of a place, and how many there are; throws `bad_request` for its cursor. */
export async function pageOfKeys(db: Transaction, place: KeyPlace, asked: Asked): Promise<KeyPage> {
  const { cursor, limit, ...query } = asked;
  const { rows, total } = await readKeyStates(db, {
    ...query,
    place,
    limit: limit + 1,
    ...(cursor !== undefined && { cursor: readCursor(asked, cursor) }),
  });
  const states = rows.slice(0, limit);
  const last = states.at(-1);
  const hasMore = rows.length > limit;
  const nextCursor = hasMore && last ? writeCursor(asked, last) : null;
  return { states, pagination: { nextCursor, hasMore, limit }, total };
}
