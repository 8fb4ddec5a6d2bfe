import "server-only";
import { inTurn, usagePool } from "@/lib/db/usage-pool";
import { env } from "@/lib/env";
import { CUSTOMER_TABLES, ROLL_UP_TABLES } from "@/lib/usage/read-roll-ups";
import { dropOldFeed } from "@/lib/usage/write-feed";

type Aging = "bucket" | "started_at" | "created_at";

const ROLL_UPS = new Set(Object.values(ROLL_UP_TABLES).flatMap((tables) => Object.values(tables)));
/** What customers used this month and in the last one is kept whatever the settings say. */
const MIN_CUSTOMER_DAYS = 62;
/** How long an Idempotency-Key is honoured. */
const IDEMPOTENCY_DAYS = 1;
/** How long the feed is kept at least. */
const MIN_FEED_DAYS = 90;
const MAX_DELETED_ROWS = 10_000;

/**
 * Keeps the partitions of usage events and the age of what is kept; one process at a time.
 */
export async function maintainUsage(): Promise<void> {
  const settings = env();
  await inTurn("usage: maintain", undefined, async () => {
    await openPartitions();
    await dropPartitions(settings.RUNTYPE_USAGE_EVENT_DAYS);
    for (const table of ROLL_UPS) {
      await deleteOld(table, "bucket", settings.RUNTYPE_USAGE_ROLLUP_DAYS);
    }
    const customerDays = Math.max(settings.RUNTYPE_USAGE_ROLLUP_DAYS, MIN_CUSTOMER_DAYS);
    for (const table of Object.values(CUSTOMER_TABLES))
      await deleteOld(table, "bucket", customerDays);
    await dropOldFeed(Math.max(settings.RUNTYPE_USAGE_EVENT_DAYS, MIN_FEED_DAYS));
    await deleteOld("flow_executions", "started_at", settings.RUNTYPE_EXECUTION_DAYS);
    await deleteOld("record_changes", "created_at", settings.RUNTYPE_EXECUTION_DAYS);
    await deleteOld("idempotency_keys", "created_at", IDEMPOTENCY_DAYS);
  });
}

async function deleteOld(table: string, aging: Aging, days: number): Promise<void> {
  const deletion = `
    DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${table} WHERE ${aging} < now() - $1 * interval '1 day' LIMIT $2))`;
  let deleted: number | null;
  do {
    ({ rowCount: deleted } = await usagePool().query(deletion, [days, MAX_DELETED_ROWS]));
  } while (deleted === MAX_DELETED_ROWS);
}

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
function openPartitions(): Promise<void> {
  return forEachDay(MISSING_DAYS, DAYS_AHEAD, "SELECT usage_open_day($1)");
}

/** Drops the day partitions that ended more than so many days ago. */
function dropPartitions(olderThanDays: number): Promise<void> {
  return forEachDay(OLD_DAYS, olderThanDays, "SELECT usage_drop_day($1)");
}

/** One transaction a day: each holds up the writers for a moment. */
async function forEachDay(days: string, parameter: number, act: string): Promise<void> {
  const { rows } = await usagePool().query<{ day: string }>(days, [parameter]);
  for (const { day } of rows) await usagePool().query(act, [day]);
}
