import "server-only";
import { readdir } from "node:fs/promises";
import { pool } from "@/lib/db/pool";

const APPLIED = `
SELECT migration_name AS name FROM _prisma_migrations
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/** The migrations of this version that the database lacks; rejects when it cannot be asked. */
export async function missingMigrations(): Promise<string[]> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  const { rows } = await pool().query<{ name: string }>(APPLIED);
  const applied = new Set(rows.map(({ name }) => name));
  return entries
    .filter((entry) => entry.isDirectory() && !applied.has(entry.name))
    .map(({ name }) => name);
}
