import "server-only";
import { readdir } from "node:fs/promises";
import { inTime } from "@/lib/db/in-time";
import { pool } from "@/lib/db/pool";

const TABLE = "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found";

const APPLIED = `
SELECT migration_name AS name FROM _prisma_migrations
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/** The migrations of this version that the database lacks; rejects when it cannot be asked. */
export async function missingMigrations(): Promise<string[]> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  const applied = await inTime(appliedMigrations());
  return entries
    .filter((entry) => entry.isDirectory() && !applied.has(entry.name))
    .map(({ name }) => name);
}

async function appliedMigrations(): Promise<Set<string>> {
  const { rows: tables } = await pool().query<{ found: boolean }>(TABLE);
  if (!tables[0]?.found) return new Set();
  const { rows } = await pool().query<{ name: string }>(APPLIED);
  return new Set(rows.map(({ name }) => name));
}
