import "server-only";
import { setTimeout } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { isWriteConflict, writeConflict } from "@/lib/db/database-errors";
import { type Prisma, PrismaClient } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";

declare global {
  var runtypePrisma: PrismaClient | undefined;
}

export type Transaction = Prisma.TransactionClient;

export function prisma(): PrismaClient {
  globalThis.runtypePrisma ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return globalThis.runtypePrisma;
}

/** How often a transaction is begun that others keep making give way. */
const MAX_ATTEMPTS = 4;
const MAX_BACKOFF_MS = 50;

/**
 * Runs in one transaction at READ COMMITTED; an error rolls everything back. One that gives way in a
 * deadlock is run again, so `run` must change nothing but the database. Throws `unavailable` when
 * it gives way again and again.
 */
export async function inTransaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
    try {
      return await prisma().$transaction(run, { maxWait: 3_000, timeout: 10_000 });
    } catch (error) {
      if (!isWriteConflict(error)) throw error;
    }
    await setTimeout(Math.random() * MAX_BACKOFF_MS);
  }
  throw writeConflict();
}

/** The instant of the database's clock, in whole milliseconds: the only clock that is compared. */
export async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<
    { now: Date }[]
  >`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`;
  if (!row) throw new Error("The database did not say what time it is.");
  return row.now;
}
