import pg from "pg";
import { pool } from "@/lib/db/pool";
import { asSuperuser } from "./roles";

/** What decisions read and charge; windows first, for they are found by their keys. */
const TABLES = [
  "key_windows",
  "customer_windows",
  "key_capabilities",
  "api_secrets",
  "api_keys",
  "surface_items",
  "surfaces",
  "capabilities",
  "flows",
  "offer_revisions",
  "customers",
  "plans",
];

const OWNED: Record<string, string> = {
  key_windows: "key_id IN (SELECT id FROM api_keys WHERE $own)",
  customer_windows: "customer_id IN (SELECT id FROM customers WHERE $own)",
};

/** The rows of a table, as JSON: a number of JavaScript does not hold a revision. */
type Saved = { name: string; columns: string; owned: string; rows: string };

export type Backup = readonly Saved[];

export async function backUp(organizationId: string): Promise<Backup> {
  const own = `organization_id = '${organizationId}'`;
  const tables = TABLES.map((name) => {
    const owned = OWNED[name]?.replace("$own", own) ?? own;
    return `SELECT '${name}' AS name, ${pg.escapeLiteral(owned)} AS owned, (
        SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
        WHERE attrelid = '${name}'::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped
      ) AS columns, (SELECT coalesce(jsonb_agg(t), '[]')::text FROM ${name} t WHERE ${owned}) AS rows`;
  });
  return (await pool().query<Saved>(tables.join(" UNION ALL "))).rows;
}

/** Puts every row back exactly as it was: no trigger gives it another revision. */
export async function putBack(backup: Backup): Promise<void> {
  const tables = backup.map(
    ({ name, columns, owned, rows }) => `
      DELETE FROM ${name} WHERE ${owned};
      INSERT INTO ${name} (${columns})
      SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, ${pg.escapeLiteral(rows)});`,
  );
  await asSuperuser(
    `BEGIN; SET LOCAL session_replication_role = replica; ${tables.join("")} COMMIT`,
  );
}
