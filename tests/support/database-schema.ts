import type { Client } from "pg";
import type { Table } from "./prisma-schema";

const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS "column", NOT a.attnotnull AS nullable,
         format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'`;

/** Indexes of expressions or of some rows alone are left out: a Prisma schema cannot say them. */
const INDEXES = `
  SELECT c.relname AS "table", i.indisunique AS "unique",
         string_agg(a.attname, ', ' ORDER BY k.position) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
   CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, position)
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
   WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
     AND c.relname <> '_prisma_migrations' AND i.indpred IS NULL AND i.indexprs IS NULL
   GROUP BY i.indexrelid, c.relname, i.indisunique`;

/** The tables that the database holds, read from its catalogue; partitions are part of their table. */
export async function readDatabaseSchema(client: Client): Promise<Record<string, Table>> {
  const tables: Record<string, Table> = {};
  for (const row of (await client.query(COLUMNS)).rows) {
    tables[row.table] ??= { columns: {}, keys: [], indexes: [] };
    const table = tables[row.table];
    if (table) table.columns[row.column] = { type: row.type, nullable: row.nullable };
  }
  for (const row of (await client.query(INDEXES)).rows) {
    const table = tables[row.table];
    (row.unique ? table?.keys : table?.indexes)?.push(row.columns);
  }
  return tables;
}
