import "server-only";
import pg from "pg";
import { env } from "@/lib/env";

declare global {
  var runtypePool: pg.Pool | undefined;
}

/** The pool that Prisma and the usage store share; the hot path has connections of its own. */
export function pool(): pg.Pool {
  globalThis.runtypePool ??= openPool({
    connectionString: env().DATABASE_URL,
    max: 12,
    connectionTimeoutMillis: 3_000,
    query_timeout: 15_000,
    application_name: "runtype",
    // What is acknowledged survives a crash. Prisma writes and reads moments without a zone.
    options: "-c synchronous_commit=on -c timezone=UTC",
  });
  return globalThis.runtypePool;
}

/** A pool of connections that may break at any moment: without listeners, that ends the process. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const created = new pg.Pool(config);
  created.on("error", () => undefined);
  created.on("connect", (client) => client.on("error", () => undefined));
  return created;
}

/** The rows that a statement answers, of the pool that is shared. */
export async function readRows<R extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const { rows } = await pool().query<R>(text, values);
  return rows;
}

/** Runs in one transaction; an error closes the connection, which undoes everything. */
export async function transactionOf<T>(
  on: pg.Pool,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await on.connect();
  try {
    await client.query("BEGIN");
    const result = await run(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
