import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate, readMigrations } from "../scripts/migrate.mjs";

const address = process.env.RUNTYPE_MIGRATION_DATABASE_URL ?? "";
const client = new Client({ connectionString: address });
let folder = "";

function addMigration(name: string, sql: string) {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function tableExists(name: string): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS found", [name]);
  return rows[0].found;
}

beforeAll(() => client.connect());
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => client.end());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "runtype-migrations-"));
  cpSync("prisma/migrations", folder, { recursive: true });
  await client.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '9%'");
});

describe("migrations", () => {
  it("are recorded as Prisma records them, with the checksum of their file", async () => {
    const { rows } = await client.query(
      "SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, applied_steps_count AS steps FROM _prisma_migrations ORDER BY 1",
    );
    const wanted = readMigrations().map(({ name, checksum }) => ({
      name,
      checksum,
      finished: true,
      steps: 1,
    }));
    expect(rows).toEqual(wanted);
  });

  it("are applied once when several processes start at the same moment", async () => {
    addMigration("90000000000000_counted", "CREATE TABLE counted (n int)");
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(address, { folder })));
    expect(applied.flat()).toEqual(["90000000000000_counted"]);
    await client.query("DROP TABLE counted");
  });

  it("change nothing when a statement of theirs fails", async () => {
    addMigration("90000000000001_broken", "CREATE TABLE half (n int); SELECT 1 / 0;");
    await expect(migrate(address, { folder })).rejects.toThrow(
      /90000000000001_broken failed and changed nothing/,
    );
    expect(await tableExists("half")).toBe(false);
  });

  it("are refused when one was changed after it had been applied", async () => {
    addMigration("90000000000002_edited", "SELECT 1");
    await migrate(address, { folder });
    addMigration("90000000000002_edited", "SELECT 2");
    await expect(migrate(address, { folder })).rejects.toThrow(
      /was changed after it had been applied/,
    );
  });

  it("are refused when the database holds one that this version does not know", async () => {
    addMigration("90000000000003_later", "SELECT 1");
    await migrate(address, { folder });
    await expect(migrate(address)).rejects.toThrow(
      /90000000000003_later, which this version does not know/,
    );
  });
});
