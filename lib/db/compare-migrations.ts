import "server-only";
import { readdir } from "node:fs/promises";
import { readRows } from "@/lib/db/pool";

const TABLE = "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found";

const APPLIED = `
SELECT migration_name AS name FROM _prisma_migrations
WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`;

export type SchemaDifference = {
  /** Migrations of this version that the database lacks. */
  missing: string[];
  /** Migrations of the database that this version does not know: a newer one made them. */
  unknown: string[];
};

/** How the database differs from what this version was made for; rejects when it cannot be asked. */
export async function compareMigrations(): Promise<SchemaDifference> {
  const entries = await readdir("prisma/migrations", { withFileTypes: true });
  const own = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const applied = await appliedMigrations();
  return {
    missing: own.filter((name) => !applied.includes(name)).sort(),
    unknown: applied.filter((name) => !own.includes(name)),
  };
}

async function appliedMigrations(): Promise<string[]> {
  const [table] = await readRows<{ found: boolean }>(TABLE);
  if (!table?.found) return [];
  const rows = await readRows<{ name: string }>(APPLIED);
  return rows.map(({ name }) => name);
}
