import "server-only";
import type { Transaction } from "@/lib/db/prisma";

/** Whether there is nobody yet; until the transaction ends, no other process gets an answer. */
export async function lockIfNoUsers(tx: Transaction): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext('runtype first person'))`;
  return (await tx.user.findFirst({ select: { id: true } })) === null;
}
