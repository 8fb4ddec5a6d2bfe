import "server-only";
import { inTurn, usagePool } from "@/lib/db/usage-pool";

/** Under half a second of work. */
const MAX_FED = 20_000;

/** What the feed takes over from an event. */
export const OF_FEED = `organization_id, request_id, at, key_id, customer_id, integration, capability_id, units,
  price, cost, outcome`;

const FEED = `
WITH bound AS MATERIALIZED (
  SELECT id + ${MAX_FED} AS id FROM usage_feed_queue ORDER BY usage_feed_queue.id LIMIT 1
),
taken AS MATERIALIZED (
  DELETE FROM usage_feed_queue WHERE id < (SELECT id FROM bound) RETURNING *
),
held AS (
  SELECT t.*, current_customer(t.customer_id) AS holder FROM taken t
),
fed AS (
  INSERT INTO usage_feed (${OF_FEED}, subject)
  SELECT ${OF_FEED.replace("customer_id", "holder")},
    coalesce((SELECT external_id FROM customers c WHERE c.id = holder), holder)
  FROM held ORDER BY id
)
SELECT EXISTS (SELECT 1 FROM usage_feed_queue WHERE id >= (SELECT id FROM bound)) AS more`;

/**
 * Gives billable calls their places in the feed, each once; one process at a time, so that a reader
 * who sees a place has seen all that come before it. Answers whether more wait.
 */
export function feedUsage(): Promise<boolean> {
  return inTurn("usage: feed", false, async (client) => {
    const { rows } = await client.query<{ more: boolean }>({ name: "feed", text: FEED });
    return rows[0]?.more === true;
  });
}

/** What was fed this month or in the last one is kept, whatever is asked. */
const DROP = `
WITH dropped AS (
  DELETE FROM usage_feed WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM usage_feed
    WHERE fed_at < least(now() - $1 * interval '1 day',
      date_trunc('month', now(), 'UTC') - interval '1 month')
    LIMIT ${MAX_FED}))
  RETURNING organization_id, position
)
UPDATE usage_feeds f SET dropped_until = greatest(f.dropped_until, d.position)
FROM (SELECT organization_id, max(position) AS position FROM dropped GROUP BY organization_id) d
WHERE f.organization_id = d.organization_id`;

/** Drops what was fed more than so many days ago. */
export async function dropOldFeed(days: number): Promise<void> {
  let touched: number | null;
  do {
    ({ rowCount: touched } = await usagePool().query(DROP, [days]));
  } while (touched);
}
