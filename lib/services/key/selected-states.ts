import "server-only";
import { notFound } from "@/lib/core/errors";
import { type KeyPlace, type KeyState, readKeyStates } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { keyWord } from "./key-word";

/** The states of some keys, the last used first; throws `not_found` when one is not in its place. */
export async function selectedStates(
  db: Transaction,
  place: KeyPlace,
  ids: readonly string[],
): Promise<KeyState[]> {
  const { rows } = await readKeyStates(db, {
    place,
    ids: [...ids],
    sort: "lastUsedAt",
    direction: "desc",
    limit: ids.length,
  });
  if (rows.length < ids.length) throw notFound(keyWord(place));
  return rows;
}

/** The last accepted call of any of some keys; null when there was none. */
export async function lastUseOf(
  db: Transaction,
  place: KeyPlace,
  ids: readonly string[],
): Promise<string | null> {
  if (ids.length === 0) return null;
  const [last] = await selectedStates(db, place, ids);
  return last?.lastUsedAt?.toISOString() ?? null;
}
