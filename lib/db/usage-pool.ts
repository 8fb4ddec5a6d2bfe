import "server-only";
import type pg from "pg";
import { openPool, transactionOf } from "@/lib/db/pool";
import { env } from "@/lib/env";

declare global {
  var runtypeUsagePool: pg.Pool | undefined;
}

/** Connections of the background work on usage: what they commit is on disk. */
export function usagePool(): pg.Pool {
  globalThis.runtypeUsagePool ??= openPool({
    connectionString: env().DATABASE_URL,
    max: 4,
    options:
      "-c synchronous_commit=on -c timezone=UTC -c jit=off -c work_mem=32MB -c statement_timeout=30000 -c lock_timeout=5000",
    application_name: "runtype-usage",
    connectionTimeoutMillis: 3_000,
    query_timeout: 31_000,
    allowExitOnIdle: true,
  });
  return globalThis.runtypeUsagePool;
}

export async function closeUsagePool(): Promise<void> {
  const open = globalThis.runtypeUsagePool;
  globalThis.runtypeUsagePool = undefined;
  await open?.end();
}

export function usageTransaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return transactionOf(usagePool(), run);
}

/** Adding up what was counted: one process at a time. */
export const ROLLING_UP = "usage: roll up";

const TAKE_TURN = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine";

/** Runs in one transaction, unless another process is at the same work: then `otherwise` is answered. */
export function inTurn<T>(
  work: string,
  otherwise: T,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return usageTransaction(async (client) => {
    const { rows } = await client.query<{ mine: boolean }>(TAKE_TURN, [work]);
    return rows[0]?.mine ? run(client) : otherwise;
  });
}
