import { spawn } from "node:child_process";
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

  it("take turns, and say for whom they wait", async () => {
    const other = new Client({ connectionString: address, application_name: "another-start" });
    await other.connect();
    await other.query("SELECT pg_advisory_lock(72707369)");
    const said: string[] = [];
    const migrated = migrate(address, { say: (note) => said.push(note) });
    await expect.poll(() => said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^waiting for process \d+ of the database \(another-start, .*\), which migrates$/,
    );
    await other.end();
    expect(await migrated).toEqual([]);
  });

  it("wait for locks no longer than they may, say who holds them, and change nothing", async () => {
    await client.query("CREATE TABLE busy (n int)");
    addMigration(
      "90000000000004_blocked",
      "CREATE TABLE half (n int); ALTER TABLE busy ADD m int;",
    );
    const other = new Client({ connectionString: address, application_name: "long-report" });
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT * FROM busy");
    const said: string[] = [];
    const say = (note: string) => said.push(note);
    await expect(migrate(address, { folder, say, maxLockSeconds: 2 })).rejects.toThrow(
      /90000000000004_blocked waited 2 seconds and changed nothing: process \d+ of the database \(long-report, .*idle in transaction.*\) holds what it changes/,
    );
    expect(said).toEqual([expect.stringMatching(/^90000000000004_blocked waits for process \d+/)]);
    expect(await tableExists("half")).toBe(false);
    await other.end();
    expect(await migrate(address, { folder })).toEqual(["90000000000004_blocked"]);
    await client.query("DROP TABLE busy, half");
  });

  it("are refused beside a living process, and not beside a dead one", async () => {
    addMigration("90000000000005_beside", "SELECT 1");
    await client.query(
      "INSERT INTO instances (id, host, pid, last_seen_at, pepper_versions) VALUES ('inst_old', 'box', 41, now() + interval '1 hour', '{1}')",
    );
    const said: string[] = [];
    await expect(migrate(address, { folder, say: (note) => said.push(note) })).rejects.toThrow(
      "Processes of the former version use this database (process 41 on box), and the migrations would damage what they write: stop them all, then start again.",
    );
    expect(said).toEqual([
      "waiting for the end of processes that run the former version: process 41 on box",
    ]);
    await client.query("UPDATE instances SET last_seen_at = now() - interval '1 minute'");
    expect(await migrate(address, { folder })).toEqual(["90000000000005_beside"]);
    await client.query("DELETE FROM instances");
  }, 60_000);

  it("wait for a process from before processes were noted, which holds a connection", async () => {
    addMigration("90000000000006_upgrade", "SELECT 1");
    await client.query("ALTER TABLE instances RENAME TO instances_to_come");
    const old = new Client({ connectionString: address, application_name: "runtype-alive" });
    await old.connect();
    const said: string[] = [];
    const migrated = migrate(address, { folder, say: (note) => said.push(note) });
    await expect.poll(() => said).toHaveLength(1);
    await old.end();
    expect(await migrated).toEqual(["90000000000006_upgrade"]);
    await client.query("ALTER TABLE instances_to_come RENAME TO instances");
  });

  it("that a kill interrupts are undone, and follow with the next start", async () => {
    addMigration("90000000000007_killed", "CREATE TABLE slow (n int); SELECT pg_sleep(4);");
    const program = `import { migrate } from "./scripts/migrate.mjs";
      await migrate(${JSON.stringify(address)}, { folder: ${JSON.stringify(folder)} });`;
    const killed = spawn(process.execPath, ["--input-type=module", "--eval", program]);
    const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(4)%' AND application_name = 'runtype-migrate' AND datname = current_database()`;
    await expect.poll(async () => (await client.query(sleeping)).rowCount).toBe(1);
    killed.kill("SIGKILL");
    expect(await migrate(address, { folder })).toEqual(["90000000000007_killed"]);
    await client.query("DROP TABLE slow");
  });
});
