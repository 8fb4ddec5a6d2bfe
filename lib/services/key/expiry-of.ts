import "server-only";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";

/** When the key that asks expires: as it is in this transaction, not as it was at the door. */
export async function expiryOf(db: Transaction, caller: Principal): Promise<Date | null> {
  if (caller.kind === "user") return null;
  const where = { id: caller.keyId };
  const key = await db.apiKey.findUniqueOrThrow({ where, select: { expiresAt: true } });
  return key.expiresAt;
}
