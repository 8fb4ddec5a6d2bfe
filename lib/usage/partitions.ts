import "server-only";
import { usagePool, usageTransaction } from "@/lib/usage/usage-pool";

const DAYS_AHEAD = 7;

/** Days (YYYYMMDD, UTC) that need a partition: the coming ones, and those of rows that found none. */
const MISSING_DAYS = `
WITH today AS (SELECT date_trunc('day', now(), 'UTC') AS day),
wanted AS (
  SELECT day + n * interval '1 day' AS day FROM today CROSS JOIN generate_series(0, $1) AS n
  UNION SELECT date_trunc('day', at, 'UTC') FROM usage_events_default
)
SELECT to_char(day, 'YYYYMMDD') AS day FROM wanted
WHERE to_regclass('usage_events_' || to_char(day, 'YYYYMMDD')) IS NULL
ORDER BY day`;

const OLD_DAYS = `
SELECT right(c.relname, 8) AS day
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'usage_events'::regclass AND c.relname ~ '^usage_events_[0-9]{8}$'
  AND right(c.relname, 8) < to_char(date_trunc('day', now(), 'UTC') - $1 * interval '1 day', 'YYYYMMDD')
ORDER BY day`;

/** Opens the day partitions of usage events before they are needed. */
export async function openPartitions(): Promise<void> {
  for (const day of await days(MISSING_DAYS, DAYS_AHEAD)) await openPartition(day);
}

/** Drops the day partitions that ended more than so many days ago. */
export async function dropPartitions(olderThanDays: number): Promise<void> {
  for (const day of await days(OLD_DAYS, olderThanDays)) {
    await usagePool().query(`DROP TABLE usage_events_${day}`);
  }
}

async function days(statement: string, parameter: number): Promise<string[]> {
  const { rows } = await usagePool().query<{ day: string }>(statement, [parameter]);
  return rows.map(({ day }) => day);
}

function openPartition(day: string): Promise<void> {
  const table = `usage_events_${day}`;
  const range = `at >= '${day} 00:00:00+00' AND at < timestamptz '${day} 00:00:00+00' + interval '1 day'`;
  return usageTransaction(async (client) => {
    // Writers wait here, so that no row slips into the default partition on the way.
    await client.query("LOCK TABLE usage_events_default IN ACCESS EXCLUSIVE MODE");
    await client.query(`CREATE TABLE ${table} (LIKE usage_events INCLUDING ALL)`);
    await client.query(`
      WITH moved AS (DELETE FROM usage_events_default WHERE ${range} RETURNING *)
      INSERT INTO ${table} SELECT * FROM moved`);
    await client.query(`
      ALTER TABLE usage_events ATTACH PARTITION ${table}
      FOR VALUES FROM (timestamptz '${day} 00:00:00+00')
      TO (timestamptz '${day} 00:00:00+00' + interval '1 day')`);
  });
}
