import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { applyMigration } from "./apply-migration.mjs";
import { describeFailure, Failure } from "./failure.mjs";
import { applyGrants } from "./grants.mjs";
import { acquireMigrationLock, assertNoLiveProcesses } from "./migration-lock.mjs";
import { root } from "./paths.mjs";

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
 * @param {string} databaseUrl
 * @param {{
 *   folder?: string, application?: string, say?: (note: string) => void, maxLockSeconds?: number
 * }} [options]
 */
export async function migrate(
  databaseUrl,
  { folder, application, say = () => {}, maxLockSeconds = 60 } = {},
) {
  const role = application === undefined ? undefined : await roleOf(application);
  const client = await connect(databaseUrl, "runtype-migrate");
  try {
    await acquireMigrationLock(client, say);
    const { rows } = await client.query(
      "SELECT current_user AS role, to_regclass('_prisma_migrations') IS NOT NULL AS found",
    );
    if (!rows[0].found) await client.query(TABLE);
    const files = readMigrations(folder);
    const missing = findMissing(files, await readApplied(client));
    if (missing.length > 0) await applyAll(databaseUrl, client, missing, { say, maxLockSeconds });
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
  // A connection may break at any moment: what waits for it hears of it.
  client.on("error", () => {});
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

async function applyAll(databaseUrl, client, missing, waiting) {
  await assertNoLiveProcesses(client, waiting.say);
  const observer = await connect(databaseUrl, "runtype-migrate-observer");
  try {
    for (const migration of missing) await applyMigration(client, observer, migration, waiting);
  } finally {
    await observer.end();
  }
}

async function main() {
  const application = process.env.DATABASE_URL;
  if (!application) throw new Failure("DATABASE_URL is not set: name the database to migrate.");
  const owner = process.env.RUNTYPE_MIGRATION_DATABASE_URL || application;
  const names = await migrate(owner, { application, say: console.log });
  console.log(names.length === 0 ? "No migration is missing." : `Applied ${names.join(", ")}.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(describeFailure(error));
    process.exit(1);
  });
}
