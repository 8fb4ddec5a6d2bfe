import "server-only";
import { notFound } from "@/lib/core/errors";
import type { ApiKey } from "@/lib/db/generated/client";
import type { KeyPlace } from "@/lib/db/key-states";
import { lockKeys } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import { keyWord } from "./key-word";

/**
 * Takes keys for one change of them all, and gives back what they are. Throws `not_found` when one of
 * them is not in its place.
 */
export async function takeKeys(
  db: Transaction,
  place: KeyPlace,
  ids: readonly string[],
): Promise<ApiKey[]> {
  await lockKeys(db, place.organizationId, ids);
  const keys = await db.apiKey.findMany({
    where: { ...place, id: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  if (keys.length < ids.length) throw notFound(keyWord(place));
  return keys;
}
