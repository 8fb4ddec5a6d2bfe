import { pool } from "@/lib/db/pool";

/** What requests may leave behind: counters, usage, and the record that something was refused. */
const PASSING = /^(key_windows|usage_\w+|secret_uses|sessions|refused_acts)$/;

const { rows: tables } = await pool().query<{ name: string }>(
  "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
);

const DIGESTS = tables
  .filter(({ name }) => !PASSING.test(name))
  .map(({ name }) => {
    return `SELECT '${name}' AS name, count(*)::int AS rows,
      md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${name} t`;
  })
  .join(" UNION ALL ");

/** Rows and a digest of every table that a refused request must leave as it was. */
export async function databaseState(): Promise<unknown[]> {
  // By its name it is planned once per connection: planning so many tables takes most of the time.
  return (await pool().query({ name: "database-state", text: DIGESTS })).rows;
}
