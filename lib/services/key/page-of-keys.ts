import "server-only";
import { z } from "zod";
import { clock } from "@/lib/core/clock";
import { invalidField } from "@/lib/core/errors";
import {
  type KeyCursor,
  type KeyFilters,
  type KeyPlace,
  type KeySort,
  readKeyStates,
} from "@/lib/db/key-status";
import { cutPage, decodeCursor, encodeCursor } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { sparklines } from "@/lib/usage/key-traffic";

type Asked = KeyFilters & {
  sort: KeySort;
  direction: "asc" | "desc";
  cursor?: string | undefined;
  limit: number;
};

type KeyPage = Awaited<ReturnType<typeof pageOfKeys>>;

/** A page of the keys of a place, and how many all pages have; throws `bad_request` for its cursor. */
export async function pageOfKeys(db: Transaction, place: KeyPlace, asked: Asked) {
  const { cursor, limit, ...query } = asked;
  const { rows, total } = await readKeyStates(db, {
    ...query,
    place,
    limit: limit + 1,
    ...(cursor !== undefined && { cursor: readCursor(asked, cursor) }),
  });
  const { sort, direction } = asked;
  const page = cutPage(rows, limit, ({ sortValue, id }) =>
    encodeCursor([sort, direction, sortValue, id]),
  );
  return { states: page.rows, pagination: page.pagination, total };
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

const stored = z.string().refine((text) => !text.includes("\0"));
const cursorSchema = z.tuple([z.string(), z.string(), stored, stored]);
const utcMoment = z.iso.datetime();

/** A cursor leads nowhere in any other order. Throws `bad_request` for any other text. */
function readCursor({ sort, direction }: Asked, text: string): KeyCursor {
  const [ofSort, ofDirection, value = "", id = ""] = decodeCursor(text, cursorSchema) ?? [];
  const fits = sort === "name" || isMoment(value);
  if (ofSort === sort && ofDirection === direction && fits) return { value, id };
  throw invalidField("cursor", "Not a cursor of this list and order.");
}

/** Whether a text is a moment as the database writes it, in UTC. */
function isMoment(text: string): boolean {
  if (/^-?infinity$/.test(text)) return true;
  const iso = text.replace(" ", "T").replace(/\+00$/, "Z");
  return /^[1-9]\d{3}-\d\d-\d\d .*\+00$/.test(text) && utcMoment.safeParse(iso).success;
}
