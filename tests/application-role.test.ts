import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { FOUND_GRANTS, wantedGrants } from "../scripts/grants.mjs";
import { ROLES } from "../scripts/postgres-roles.mjs";

const client = new Client({ connectionString: process.env.DATABASE_URL });

beforeAll(async () => {
  await client.connect();
  await createPerson();
  await asOwner(`INSERT INTO audit_entries (id, organization_id, actor_kind, action, outcome, metadata)
    SELECT 'aud_kept', id, 'system', 'test', 'done', '{}' FROM organizations LIMIT 1`);
});
beforeEach(() => client.query("ROLLBACK"));
afterAll(() => client.end());

const attacks: Record<string, readonly string[]> = {
  "change or delete audit entries": [
    "UPDATE audit_entries SET action = 'x'",
    "DELETE FROM audit_entries",
    "TRUNCATE audit_entries",
    "MERGE INTO audit_entries a USING organizations o ON a.organization_id = o.id WHEN MATCHED THEN DELETE",
    "INSERT INTO audit_entries SELECT * FROM audit_entries ON CONFLICT (id) DO UPDATE SET action = 'x'",
    "SELECT 1 FROM audit_entries FOR UPDATE",
    "LOCK TABLE audit_entries IN SHARE MODE",
    "DELETE FROM organizations",
    "UPDATE organizations SET id = 'x'",
  ],
  "disable what keeps them": [
    "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
    "ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_are_final",
    "DROP TRIGGER audit_entries_are_final ON audit_entries",
    "CREATE TRIGGER mine BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION count_revision()",
    "CREATE RULE mine AS ON INSERT TO audit_entries DO INSTEAD NOTHING",
    "ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY",
    "ALTER FUNCTION audit_entries_are_final() RENAME TO gone",
    "CREATE OR REPLACE FUNCTION audit_entries_are_final() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "DROP TABLE audit_entries CASCADE",
    "ALTER TABLE audit_entries RENAME TO gone",
    "ALTER TABLE usage_events ATTACH PARTITION audit_entries DEFAULT",
    "COMMENT ON TABLE audit_entries IS 'x'",
    "SET session_replication_role = replica",
    "SET LOCAL session_replication_role = replica",
    "SELECT set_config('session_replication_role', 'replica', false)",
    `ALTER ROLE ${ROLES.application} SET session_replication_role = replica`,
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$`,
    "ALTER SYSTEM SET session_replication_role = replica",
    "UPDATE pg_catalog.pg_trigger SET tgenabled = 'D'",
    "UPDATE pg_catalog.pg_class SET relowner = 10",
  ],
  "become someone else": [
    `SET ROLE ${ROLES.owner}`,
    `SET ROLE ${ROLES.superuser}`,
    `SET SESSION AUTHORIZATION ${ROLES.owner}`,
    `GRANT ${ROLES.owner} TO ${ROLES.application}`,
    `ALTER ROLE ${ROLES.application} SUPERUSER`,
    `ALTER ROLE ${ROLES.application} CREATEROLE`,
    `ALTER ROLE ${ROLES.application} BYPASSRLS`,
    `ALTER ROLE ${ROLES.owner} PASSWORD 'mine'`,
    `ALTER TABLE audit_entries OWNER TO ${ROLES.application}`,
    `ALTER FUNCTION usage_drop_day(date) OWNER TO ${ROLES.application}`,
    "CREATE ROLE mine SUPERUSER",
    "SELECT rolpassword FROM pg_authid",
  ],
  "make anything": [
    "CREATE TABLE mine (n int)",
    "CREATE TEMP TABLE mine (n int)",
    "CREATE TEMP VIEW mine AS SELECT 1",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TYPE mine AS ENUM ('x')",
    "CREATE EXTENSION dblink",
    "CREATE EXTENSION postgres_fdw",
    "CREATE DATABASE mine",
    "CREATE PUBLICATION mine FOR ALL TABLES",
    "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION count_revision()",
    "CREATE INDEX ON audit_entries (action)",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_put(1, 0, 'x')",
    "TRUNCATE records",
    "TRUNCATE usage_deltas",
  ],
  "reach the server's files and programs": [
    "COPY audit_entries FROM PROGRAM 'id'",
    "COPY audit_entries TO PROGRAM 'id'",
    "COPY audit_entries TO '/tmp/x'",
    "COPY records FROM '/etc/passwd'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_read_binary_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_stat_file('PG_VERSION')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/x')",
    "SELECT pg_reload_conf()",
    "SELECT pg_switch_wal()",
    "LOAD '/tmp/mine.so'",
    "SELECT pg_current_logfile()",
    "SELECT pg_create_logical_replication_slot('mine', 'test_decoding')",
  ],
  "call what only triggers and the owner call": [
    "SELECT audit_entries_are_final()",
    "SELECT usage_drop_day(current_date)",
  ],
};

const cases = Object.entries(attacks).flatMap(([aim, statements]) =>
  statements.map((statement): [string, string] => [aim, statement]),
);

describe("the application's role cannot", () => {
  it.each(cases)("%s: %s", async (_, statement) => {
    await expect(client.query(statement)).rejects.toThrow();
    const { rows } = await asOwner("SELECT action FROM audit_entries WHERE id = 'aud_kept'");
    expect(rows).toEqual([{ action: "test" }]);
  });

  it("pass on a right, or give one to itself", async () => {
    // What cannot be granted is answered with a warning.
    await client.query(`GRANT UPDATE, DELETE ON audit_entries TO PUBLIC, ${ROLES.application}`);
    await client.query(`GRANT EXECUTE ON FUNCTION usage_drop_day(date) TO PUBLIC`);
    const { rows } = await asOwner(FOUND_GRANTS, [ROLES.application]);
    expect(rows.map(({ found }) => found).sort()).toEqual(wantedGrants().sort());
  });
});
