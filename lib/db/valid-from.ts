import "server-only";
import { databaseNow, type Transaction } from "@/lib/db/prisma";

/** Something that counts for money from an instant on. */
type Dated = { validFrom: Date };

/** The two newest of what counts one after the other: no more than one of them is to come. */
export const NEWEST_TWO = { orderBy: { validFrom: "desc" }, take: 2 } as const;

/** What counts now and what is to count, of {@link NEWEST_TWO}. */
export function inForce<Row extends Dated>(rows: readonly Row[], now: Date) {
  const [newest, before] = rows;
  if (!newest) return { current: null, next: null };
  return newest.validFrom > now
    ? { current: before ?? null, next: newest }
    : { current: newest, next: null };
}

/**
 * From when on a change counts for money: at once where nothing did before, else from the next 00:00
 * UTC on, so that it never alters a day that began.
 */
export async function countsFrom(db: Transaction, rows: readonly Dated[]): Promise<Date> {
  const now = await databaseNow(db);
  if (rows.length === 0) return now;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}
