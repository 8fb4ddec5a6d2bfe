import "server-only";
import pg from "pg";
import { env } from "@/lib/env";

declare global {
  var runtypePool: pg.Pool | undefined;
}

/** The pool that Prisma and the usage store share; the hot path has connections of its own. */
export function pool(): pg.Pool {
  globalThis.runtypePool ??= createPool();
  return globalThis.runtypePool;
}

function createPool(): pg.Pool {
  const created = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 12,
    connectionTimeoutMillis: 3_000,
    query_timeout: 15_000,
    application_name: "runtype",
    // What is acknowledged survives a crash. Prisma writes and reads moments without a zone.
    options: "-c synchronous_commit=on -c timezone=UTC",
  });
  // An idle connection that breaks is replaced by the pool; without a listener it ends the process.
  created.on("error", () => undefined);
  return created;
}
