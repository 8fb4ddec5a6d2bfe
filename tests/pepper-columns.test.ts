import { expect, it } from "vitest";
import { PEPPERED_TABLES } from "@/lib/db/pepper-versions";
import { pool } from "@/lib/db/pool";

it("every table whose rows need a pepper is asked before a version counts as unused, by an index", async () => {
  const { rows } = await pool().query<{ name: string; indexed: boolean }>(
    `SELECT table_name AS name, EXISTS (
       SELECT 1 FROM pg_indexes i
       WHERE i.tablename = table_name AND i.indexdef LIKE '%(pepper_version%') AS indexed
     FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'pepper_version' ORDER BY 1`,
  );
  expect(rows).toEqual([...PEPPERED_TABLES].sort().map((name) => ({ name, indexed: true })));
});
