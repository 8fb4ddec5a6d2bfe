import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runAt } from "@/tests/support/roles";
import { eventually } from "@/tests/support/traffic";
import { FOUND_GRANTS, wantedGrants } from "../scripts/grants.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { ROLES } from "../scripts/postgres-roles.mjs";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The last migration of the versions whose product was the superuser. */
const LAST_OF_OLD = "20261121150000_usage_horizons";
const settings = { fsync: "off", shared_buffers: "16MB" };
const home = mkdtempSync(join(tmpdir(), "runtype upgrade "));
chmodSync(home, 0o711);
let folder = "";
let folders = 0;

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A data folder as those versions left it: one role, the superuser, which made everything. */
beforeEach(async () => {
  folders += 1;
  folder = join(home, `postgres-${folders}`);
  const migrations = join(home, `migrations-${folders}`);
  cpSync("prisma/migrations", migrations, { recursive: true });
  for (const name of readdirSync(migrations)) {
    if (name > LAST_OF_OLD && /^\d/.test(name)) rmSync(join(migrations, name), { recursive: true });
  }
  const server = await startPostgres({ folder, settings });
  await migrate(server.superuserUrl, { folder: migrations });
  await runAt(
    server.superuserUrl,
    `CREATE TABLE usage_events_20260101 PARTITION OF usage_events
       FOR VALUES FROM ('2026-01-01') TO ('2026-01-02');
     INSERT INTO organizations (id, name) VALUES ('org_old', 'Works');
     INSERT INTO records (id, organization_id, environment, type, name, metadata)
       VALUES ('rec_old', 'org_old', 'test', 'customer', 'Acme', '{}');
     INSERT INTO audit_entries (id, organization_id, actor_kind, action, outcome, metadata)
       VALUES ('aud_old', 'org_old', 'system', 'account.create', 'done', '{}');
     INSERT INTO usage_events (organization_id, key_id, secret_id, request_id, at, method, route, outcome)
       VALUES ('org_old', 'key', 'sec', 'req', '2026-01-01 12:00:00Z', 'GET', '/v1/me', 'ok');
     ALTER DATABASE runtype OWNER TO runtype;
     GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC;
     SELECT lo_create(1);
     GRANT CONNECT, TEMPORARY ON DATABASE runtype, postgres TO PUBLIC;
     GRANT CONNECT ON DATABASE template1 TO PUBLIC;
     REVOKE ALL ON DATABASE runtype FROM runtype_app;
     DROP ROLE runtype_owner, runtype_app;`,
  );
  await server.stop();
  for (const role of [ROLES.owner, ROLES.application]) rmSync(`${folder}.${role}.password`);
});

const OWNERS = `
SELECT DISTINCT owner::regrole::text AS owner FROM (
  SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION SELECT proowner FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION SELECT lomowner FROM pg_largeobject_metadata
  UNION SELECT typowner FROM pg_type WHERE typnamespace = 'public'::regnamespace
  UNION SELECT datdba FROM pg_database WHERE datname = 'runtype') AS objects (owner)`;

async function startAndMigrate() {
  const server = await startPostgres({ folder, settings });
  await migrate(server.ownerUrl, { application: server.url });
  return server;
}

async function expectConverted(server: Awaited<ReturnType<typeof startPostgres>>) {
  expect((await runAt(server.ownerUrl, OWNERS)).rows).toEqual([{ owner: ROLES.owner }]);
  const { rows } = await runAt(server.ownerUrl, FOUND_GRANTS, [ROLES.application]);
  expect(rows.map(({ found }) => found).sort()).toEqual(wantedGrants().sort());
  const kept = await runAt(
    server.url,
    `SELECT (SELECT name FROM records), (SELECT action FROM audit_entries),
       (SELECT tableoid::regclass::text AS place FROM usage_events)`,
  );
  expect(kept.rows).toEqual([
    { name: "Acme", action: "account.create", place: "usage_events_20260101" },
  ]);
}

describe("a data folder whose product was the superuser", () => {
  it("is handed to an owner by the next start, with all that was in it", async () => {
    const server = await startAndMigrate();
    await expectConverted(server);
    for (const role of [ROLES.owner, ROLES.application]) {
      expect(statSync(`${folder}.${role}.password`).mode & 0o777).toBe(0o600);
    }
    await runAt(server.url, "UPDATE records SET name = 'Acme Inc'");
    await runAt(server.url, "SELECT usage_drop_day('2026-01-01')");
    await expect(runAt(server.url, "DELETE FROM audit_entries")).rejects.toThrow(
      /permission denied/,
    );
    await expect(runAt(server.url, "SELECT lo_create(0)")).rejects.toThrow(/permission denied/);
    const elsewhere = new URL("/postgres", server.url).href;
    await expect(runAt(elsewhere, "SELECT 1")).rejects.toThrow(/permission denied/);
    // What PostgreSQL lets every role do to itself, the next start takes back.
    const { application } = ROLES;
    await runAt(server.url, `ALTER ROLE ${application} SET lock_timeout = '9s'`);
    await runAt(server.url, `ALTER ROLE ${application} IN DATABASE runtype SET work_mem = '64kB'`);
    await runAt(server.url, `ALTER ROLE ${application} PASSWORD 'mine'`);
    await server.stop();
    const again = await startAndMigrate();
    const set = "SELECT 1 FROM pg_db_role_setting WHERE setrole = to_regrole($1)";
    expect((await runAt(again.ownerUrl, set, [application])).rowCount).toBe(0);
    expect((await runAt(again.url, "SELECT name FROM records")).rows).toEqual([
      { name: "Acme Inc" },
    ]);
    await again.stop();
  });

  it("is handed over by the start after one that was killed on the way", async () => {
    const program = `import { startPostgres } from "./scripts/postgres.mjs";
      await startPostgres(${JSON.stringify({ folder, settings })});`;
    // Someone holds a table: the start waits for it with others handed over already.
    const held = await holdTable();
    const starter = spawn(process.execPath, ["--input-type=module", "--eval", program]);
    await eventually(async () => (await waiting(held.client)) || undefined);
    starter.kill("SIGKILL");
    await once(starter, "exit");
    await held.release();
    const server = await startAndMigrate();
    await expectConverted(server);
    await server.stop();
    expect(existsSync(`${folder}.users/${starter.pid}`)).toBe(false);
  });
});

/** Starts the server as the old version did, and holds a table in it. */
async function holdTable() {
  const server = await startPostgres({ folder, settings });
  // That start has converted the folder; as it was before, for the one to come.
  await runAt(server.superuserUrl, handBack());
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  await client.query("BEGIN; LOCK TABLE users IN ACCESS SHARE MODE");
  return {
    client,
    release: async () => {
      await client.end();
      await server.stop();
    },
  };
}

function handBack(): string {
  return `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT oid::regclass::text FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    LOOP EXECUTE 'ALTER TABLE ' || name || ' OWNER TO runtype'; END LOOP; END $$`;
}

async function waiting(client: Client): Promise<number> {
  // Within a transaction, the first look would be kept for all later ones.
  await client.query("SELECT pg_stat_clear_snapshot()");
  const { rowCount } = await client.query(
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%OWNER TO%'",
  );
  return rowCount ?? 0;
}
