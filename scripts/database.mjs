import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { dataFolder } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";

/** Reaches the database that DATABASE_URL names, else starts the embedded one and names it there. */
export async function openDatabase() {
  if (process.env.DATABASE_URL) {
    await reach(process.env.DATABASE_URL);
    return { outcome: "the one of DATABASE_URL", stop: async () => {} };
  }
  const server = await startPostgres({ folder: join(dataFolder, "postgres") });
  process.env.DATABASE_URL = server.url;
  return { outcome: `embedded PostgreSQL ${server.how}`, stop: server.stop };
}

async function reach(address) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
  } catch (error) {
    const { host, pathname } = new URL(address);
    throw new Failure(
      `The database at ${host}${pathname} cannot be reached (${error.code ?? error.message}): start it, or correct DATABASE_URL.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
