import "server-only";
import { z } from "zod";
import { clock } from "@/lib/core/clock";
import { invalidField } from "@/lib/core/errors";
import {
  type KeyCursor,
  type KeyFilters,
  type KeyPlace,
  type KeySort,
  type KeyState,
  readKeyStates,
} from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { sparklines } from "@/lib/usage/key-traffic";

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

/** A page of keys as a table shows it: each key with its requests of the last days. */
export async function tableOfKeys<K extends { id: string }>(
  { organizationId }: Principal,
  keys: readonly K[],
  { pagination, total }: KeyPage,
) {
  const ids = keys.map(({ id }) => id);
  const lines = await sparklines(organizationId, ids);
  return {
    keys: keys.map((key) => ({ ...key, requestsLast7Days: lines.get(key.id) ?? [] })),
    nextCursor: pagination.nextCursor,
    total,
    timestamp: clock.now().toISOString(),
  };
}

/** The order that a cursor belongs to: it leads nowhere in any other. */
type Order = { sort: KeySort; direction: "asc" | "desc" };

const stored = z.string().refine((text) => !text.includes("\0"));
const cursorSchema = z.tuple([z.string(), z.string(), stored, stored]);
const utcMoment = z.iso.datetime();

function writeCursor({ sort, direction }: Order, { sortValue, id }: KeyState): string {
  return Buffer.from(JSON.stringify([sort, direction, sortValue, id])).toString("base64url");
}

/** Throws `bad_request` for any text that is not a cursor of this order. */
function readCursor({ sort, direction }: Order, text: string): KeyCursor {
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
