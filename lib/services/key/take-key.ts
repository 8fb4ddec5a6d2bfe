import "server-only";
import { notFound } from "@/lib/core/errors";
import { keyChanged, keyRevoked } from "@/lib/core/refusals";
import type { ApiKey } from "@/lib/db/generated/client";
import type { KeyPlace } from "@/lib/db/key-states";
import { lockKey } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import { assertSeen, type Seen } from "@/lib/services/changes";
import { keyWord } from "./key-word";

type Target = Seen & { id: string };

/**
 * Takes a key for a change and gives back what it is. Throws `not_found` when there is no such key
 * in its place, `conflict` or `precondition_failed` when it is revoked or has changed since the caller
 * looked at it.
 */
export async function takeKey(
  db: Transaction,
  place: KeyPlace,
  { id, ...seen }: Target,
): Promise<ApiKey> {
  const locked = await lockKey(db, place.organizationId, id);
  const key = locked && (await db.apiKey.findFirst({ where: { ...place, id } }));
  if (!key) throw notFound(keyWord(place));
  if (key.revokedAt) throw keyRevoked();
  assertSeen(key.revision, seen, keyChanged());
  return key;
}
