import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
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

/** Runs in one transaction at READ COMMITTED; an error rolls everything back. */
export function inTransaction<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
  return prisma().$transaction(run, { maxWait: 4_000, timeout: 10_000 });
}
