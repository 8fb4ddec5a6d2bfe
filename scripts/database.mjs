import { join } from "node:path";
import { dataFolder } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { reach } from "./reach.mjs";

/**
 * Reaches the database that DATABASE_URL names, else starts the embedded one and names it there, and
 * its owner in RUNTYPE_MIGRATION_DATABASE_URL.
 */
export async function openDatabase(say = () => {}) {
  if (process.env.DATABASE_URL) {
    await reach("DATABASE_URL", say);
    if (process.env.RUNTYPE_MIGRATION_DATABASE_URL) {
      await reach("RUNTYPE_MIGRATION_DATABASE_URL", say);
    }
    return { outcome: "the one of DATABASE_URL", stop: async () => {} };
  }
  const server = await startPostgres({ folder: join(dataFolder, "postgres") });
  process.env.DATABASE_URL = server.url;
  process.env.RUNTYPE_MIGRATION_DATABASE_URL = server.ownerUrl;
  return { outcome: `embedded PostgreSQL ${server.how}`, stop: server.stop };
}

/** A sentence for a role that could change what it should only add to, else nothing. */
export async function roleWarning(address) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: address });
  await client.connect();
  const { rows } = await client.query(
    "SELECT pg_has_role(relowner, 'MEMBER') AS powerful FROM pg_class WHERE oid = 'audit_entries'::regclass",
  );
  await client.end();
  if (!rows[0].powerful) return undefined;
  return "Warning: the role of DATABASE_URL owns the tables, so the product could change its own audit log. Set RUNTYPE_MIGRATION_DATABASE_URL (see docs/guides/self-hosting.md).";
}
