import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { idPattern, newId } from "@/lib/core/ids";
import { migrate, readMigrations } from "../scripts/migrate.mjs";
import { createDatabase, dropDatabase } from "./support/roles";

const MIGRATION = "20261130230000_customers";
const MANY = 10_000;

const database = `labels_${randomBytes(6).toString("hex")}`;
const folders: string[] = [];
const [home, other] = [newId("organization"), newId("organization")];
let address = "";
let client: Client;

/** The migrations up to one, in a folder of their own. */
function migrationsBefore(isWanted: (name: string) => boolean): string {
  const folder = mkdtempSync(join(tmpdir(), "runtype-labels-"));
  folders.push(folder);
  for (const { name } of readMigrations().filter((each) => isWanted(each.name))) {
    cpSync(join("prisma/migrations", name), join(folder, name), { recursive: true });
  }
  return folder;
}

type Label = { label: string | null; organizationId?: string; revoked?: boolean };

async function addKeys(labels: readonly Label[]): Promise<void> {
  await client.query(
    `INSERT INTO api_keys (id, organization_id, kind, environment, name, permissions, allowed_ips,
       product_id, surface_id, customer, revoked_at, set_by_person)
     SELECT id, organization, 'surface', 'production', 'K', '{}', '{}', 'prod', 'surf', label,
       CASE WHEN revoked THEN now() END, '{name,customer}'
     FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) AS k (id, organization, label, revoked)`,
    [
      labels.map(() => newId("key")),
      labels.map(({ organizationId = home }) => organizationId),
      labels.map(({ label }) => label),
      labels.map(({ revoked = false }) => revoked),
    ],
  );
}

const stateOfKeys = async () =>
  (await client.query("SELECT id, customer, revision FROM api_keys ORDER BY id")).rows;

/** Labels of home that are not one of many, each with the external id that it becomes. */
const SPECIAL: readonly [label: string | null, externalId: string | null][] = [
  ["Zo\u00eb", "Zo\u00eb"],
  ["Zoe\u0308", "Zo\u00eb"],
  [" Zo\u00eb\t", "Zo\u00eb"],
  ["zo\u00eb", "zo\u00eb"],
  ["Acme", "Acme"],
  ["ACME", "ACME"],
  ["\u00a0Acme", "Acme"],
  ["A B", "A B"],
  ["A  B", "A  B"],
  ["\uff21cme", "\uff21cme"],
  ["x".repeat(255), "x".repeat(255)],
  [" ", null],
  [null, null],
];

/** Calls with the key of another organization, each in one of the places where counts may be. */
async function addUsage(): Promise<void> {
  const [{ id } = { id: "" }] = (
    await client.query("SELECT id FROM api_keys WHERE organization_id = $1", [other])
  ).rows;
  await client.query(
    "UPDATE usage_horizons SET until = ('2026-03-02 ' || CASE unit WHEN 'day' THEN '00:00' ELSE '10:00' END || ' UTC')::timestamptz",
  );
  const counts = "organization_id, key_id, outcome, capability_id, bucket, requests";
  const whole = `${counts}, secret_id, route, duration_us`;
  const places = [
    ["usage_key_days", counts, "2026-03-01 UTC", 100],
    ["usage_key_hours", counts, "2026-03-01 09:00 UTC", 100],
    ["usage_key_hours", counts, "2026-03-02 09:00 UTC", 20],
    ["usage_minutes", whole, "2026-03-02 09:01 UTC", 20],
    ["usage_minutes", whole, "2026-03-02 10:01 UTC", 3],
    ["usage_deltas", `${whole}, first_at, last_at`, "2026-03-02 10:02 UTC", 4],
  ] as const;
  for (const [table, columns, bucket, requests] of places) {
    const values = [other, id, "ok", "", bucket, requests, "sec", "/r", 0, bucket, bucket];
    const given = values.slice(0, columns.split(", ").length);
    await client.query(
      `INSERT INTO ${table} (${columns}) VALUES (${given.map((_, at) => `$${at + 1}`).join(", ")})`,
      given,
    );
  }
}

beforeAll(async () => {
  ({ owner: address } = await createDatabase(database, "template0"));
  await migrate(address, { folder: migrationsBefore((name) => name < MIGRATION) });
  client = new Client({ connectionString: address });
  await client.connect();
  await client.query("INSERT INTO organizations (id, name) VALUES ($1, 'Home'), ($2, 'Other')", [
    home,
    other,
  ]);
  await addKeys(Array.from({ length: MANY }, (_, at) => ({ label: `Customer ${at}` })));
  await addKeys(SPECIAL.map(([label]) => ({ label })));
  await addKeys([
    { label: "Acme", organizationId: other },
    { label: "Customer 0" },
    { label: "Gone", revoked: true },
  ]);
  await addUsage();
});

afterAll(async () => {
  await client.end();
  await dropDatabase(database);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it("labels of keys stay as they are when the migration is cut short", async () => {
  const before = await stateOfKeys();
  const folder = migrationsBefore((name) => name <= MIGRATION);
  appendFileSync(join(folder, MIGRATION, "migration.sql"), "\nSELECT 1 / 0;\n");
  await expect(migrate(address, { folder })).rejects.toThrow(/failed and changed nothing/);
  expect(await stateOfKeys()).toEqual(before);
});

it("each label becomes one customer, whatever its Unicode form and the blanks around it", async () => {
  const labels = new Map((await stateOfKeys()).map(({ id, customer }) => [id, customer]));
  const revisions = await client.query("SELECT id, revision FROM api_keys ORDER BY id");
  expect(await migrate(address)).toContain(MIGRATION);
  const { rows } = await client.query(
    `SELECT k.id, k.organization_id, k.set_by_person, c.id AS customer_id,
       c.organization_id AS of, c.external_id, c.name, c.from_labels
     FROM api_keys k LEFT JOIN customers c ON c.id = k.customer_id`,
  );
  expect(rows).toHaveLength(labels.size);
  const expected = new Map(SPECIAL);
  for (const key of rows) {
    const label: string | null = labels.get(key.id) ?? null;
    const externalId = expected.get(label) === undefined ? label : expected.get(label);
    expect([label, key.external_id]).toEqual([label, externalId]);
    expect(key.set_by_person).toEqual(["name", "customerId"]);
    if (externalId === null) continue;
    expect(key).toMatchObject({ of: key.organization_id, name: externalId });
    expect(key.from_labels).toContain(label);
  }
  const customers = (await client.query("SELECT * FROM customers")).rows;
  const named = new Set(SPECIAL.flatMap(([, externalId]) => externalId ?? []));
  expect(customers).toHaveLength(MANY + named.size + 2);
  for (const row of customers) expect(row).toMatchObject({ status: "active", plan_id: null });
  const after = await client.query("SELECT id, revision FROM api_keys ORDER BY id");
  expect(after.rows).toEqual(revisions.rows);
});

it("the ids of customers that were made of labels are TypeIDs of UUIDs of version 7", async () => {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM customers");
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  for (const { id } of rows) {
    expect(id).toMatch(idPattern("customer"));
    const uuid = uuidOf(id);
    expect([uuid[12], "89ab".includes(uuid[16] ?? "")]).toEqual(["7", true]);
    const made = Number.parseInt(uuid.slice(0, 12), 16);
    expect(Math.abs(Date.now() - made)).toBeLessThan(3_600_000);
  }
});

it("keys of both kinds, with and without a customer, are left as they were otherwise", async () => {
  const { rows } = await client.query(
    "SELECT count(*)::int AS keys, count(revoked_at)::int AS revoked, count(customer_id)::int AS held FROM api_keys",
  );
  expect(rows).toEqual([{ keys: MANY + SPECIAL.length + 3, revoked: 1, held: MANY + 14 }]);
});

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

function uuidOf(id: string): string {
  const [, text = ""] = id.split("_");
  const value = [...text].reduce((sum, letter) => sum * 32n + BigInt(ALPHABET.indexOf(letter)), 0n);
  return value.toString(16).padStart(32, "0");
}

it("what was called with their keys counts for the customers", async () => {
  for (const [table, expected] of [
    ["customer_days", ["01 00 100", "02 00 27"]],
    ["customer_hours", ["01 09 100", "02 09 20", "02 10 7"]],
  ] as const) {
    const { rows } = await client.query(
      `SELECT to_char(bucket AT TIME ZONE 'UTC', 'DD HH24 ') || requests AS count
       FROM ${table} u JOIN customers c ON c.id = u.customer_id AND c.external_id = 'Acme'
       WHERE c.organization_id = $1 AND u.environment = 'production' ORDER BY bucket`,
      [other],
    );
    expect(rows.map(({ count }) => count)).toEqual(expected);
  }
});
