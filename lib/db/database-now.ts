import "server-only";
import type { Transaction } from "@/lib/db/prisma";

/** The instant of the database's clock, in whole milliseconds: the only clock that is compared. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<
    { now: Date }[]
  >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  if (!row) throw new Error("The database did not say what time it is.");
  return row.now;
}
