import "server-only";
import type { Transaction } from "@/lib/db/prisma";

/** The moment of the database's clock, by which secrets retire. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("The database did not say what time it is.");
  return row.now;
}
