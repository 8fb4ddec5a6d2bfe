import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describeFailure, Failure } from "./failure.mjs";
import { applyGrants } from "./grants.mjs";
import { root } from "./paths.mjs";

const LOCK = 72_707_369;
const TABLE = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies the migrations that the database lacks, in order, then gives the role of `application`,
 * an address too, its rights; answers their names. One role for both keeps the rights it has.
 */
export async function migrate(databaseUrl, { folder, application } = {}) {
  const role = application === undefined ? undefined : await roleOf(application);
  const client = await connect(databaseUrl, "runtype-migrate");
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const { rows } = await client.query(
      "SELECT current_user AS role, to_regclass('_prisma_migrations') IS NOT NULL AS found",
    );
    if (!rows[0].found) await client.query(TABLE);
    const files = readMigrations(folder);
    const missing = findMissing(files, await readApplied(client));
    for (const migration of missing) await apply(client, migration);
    if (role !== undefined && role !== rows[0].role) await applyGrants(client, role);
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function roleOf(address) {
  const client = await connect(address, "runtype-role");
  const { rows } = await client.query("SELECT current_user AS role");
  await client.end();
  return rows[0].role;
}

async function connect(connectionString, application_name) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString, application_name });
  await client.connect();
  return client;
}

/** The migrations of the source tree, oldest first, with the checksum Prisma gives them. */
export function readMigrations(folder = join(root, "prisma", "migrations")) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function readApplied(client) {
  const { rows } = await client.query(
    "SELECT migration_name AS name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function findMissing(files, applied) {
  const known = new Set(files.map((file) => file.name));
  for (const name of applied.keys()) {
    if (known.has(name)) continue;
    throw new Failure(
      `The database holds the migration ${name}, which this version does not know: run the newer version that made it, or use another database.`,
    );
  }
  for (const file of files) {
    const row = applied.get(file.name);
    if (row && row.finished_at === null) {
      throw new Failure(
        `The migration ${file.name} was begun by another tool and never finished: resolve it first.`,
      );
    }
    if (row && row.checksum !== file.checksum) {
      throw new Failure(
        `The migration ${file.name} was changed after it had been applied: restore its file and write a new migration instead.`,
      );
    }
  }
  return files.filter((file) => !applied.has(file.name));
}

async function apply(client, { name, sql, checksum }) {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Failure(`The migration ${name} failed and changed nothing: ${error.message}`);
  }
}

async function main() {
  const application = process.env.DATABASE_URL;
  if (!application) throw new Failure("DATABASE_URL is not set: name the database to migrate.");
  const owner = process.env.RUNTYPE_MIGRATION_DATABASE_URL || application;
  const names = await migrate(owner, { application });
  console.log(names.length === 0 ? "No migration is missing." : `Applied ${names.join(", ")}.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(describeFailure(error));
    process.exit(1);
  });
}
