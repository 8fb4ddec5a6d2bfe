import "server-only";
import { notFound } from "@/lib/core/errors";
import type { KeyPlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { keyWord } from "./key-word";

/** The first accepted request with the newest secret of a key; throws `not_found`. */
export async function firstUse(db: Transaction, place: KeyPlace, id: string) {
  const secret = await db.apiSecret.findFirst({
    where: { key: { ...place, id } },
    orderBy: { createdAt: "desc" },
    select: { use: { select: { firstAt: true, address: true } } },
  });
  if (!secret) throw notFound(keyWord(place));
  const { use } = secret;
  return { firstUse: use && { at: use.firstAt.toISOString(), from: use.address } };
}
