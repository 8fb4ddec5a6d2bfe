import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { HAS_SEALED, SEALED_UNTIL, type Sealed } from "@/lib/db/seals";

/** Takes a link for a change: changes of one link follow one another. */
export async function lockClaimLink(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM claim_links WHERE id = ${id} FOR UPDATE`;
}

/** The sealed plaintext of a claimed key, while it may be shown again and nothing has used it. */
export async function findSealedClaim(tx: Transaction, id: string): Promise<Sealed | undefined> {
  const [row] = await tx.$queryRaw<Sealed[]>`
    SELECT sealed AS bytes, pepper_version AS "pepperVersion" FROM claim_links k
    WHERE id = ${id} AND ${Prisma.raw(HAS_SEALED)}`;
  return row;
}

/** Keeps the plaintext of a claimed key, sealed, for as long as it may be shown again. */
export async function keepSealedClaim(tx: Transaction, id: string, sealed: Sealed): Promise<void> {
  await tx.$executeRaw`
    UPDATE claim_links SET sealed = ${sealed.bytes}, pepper_version = ${sealed.pepperVersion},
      secret_id = (SELECT id FROM api_secrets WHERE key_id = claim_links.key_id LIMIT 1),
      sealed_until = ${SEALED_UNTIL}
    WHERE id = ${id}`;
}
