import "server-only";
import { REFUSED } from "@/lib/usage/usage-event";
import { inTurn } from "@/lib/usage/usage-pool";

const LARGEST_ROLL = 50_000;

function rollInto(table: string, unit: "minute" | "hour" | "day"): string {
  return `
  INSERT INTO ${table} AS sum (organization_id, key_id, secret_id, route, outcome, bucket,
    capability_id, speed, requests, duration_us)
  SELECT organization_id, key_id, secret_id, route, outcome, date_trunc('${unit}', bucket, 'UTC') AS start,
    capability_id, speed, sum(requests), sum(duration_us)
  FROM taken
  GROUP BY organization_id, key_id, secret_id, route, outcome, start, capability_id, speed
  ON CONFLICT (key_id, bucket, secret_id, route, outcome, capability_id, speed) DO UPDATE SET
    requests = sum.requests + excluded.requests,
    duration_us = sum.duration_us + excluded.duration_us`;
}

/** The same told apart by less, for pages over long times. */
function sumInto(table: string, unit: "hour" | "day", columns: string, key: string): string {
  return `
  INSERT INTO ${table} AS sum (organization_id, ${columns}, bucket, requests)
  SELECT organization_id, ${columns}, date_trunc('${unit}', bucket, 'UTC') AS start, sum(requests)
  FROM taken
  GROUP BY organization_id, ${columns}, start
  ON CONFLICT (${key}) DO UPDATE SET requests = sum.requests + excluded.requests`;
}

function sums(unit: "hour" | "day"): string {
  const keys = sumInto(
    `usage_key_${unit}s`,
    unit,
    "key_id, capability_id, outcome",
    "key_id, bucket, capability_id, outcome",
  );
  const speeds = sumInto(
    `usage_speed_${unit}s`,
    unit,
    "outcome, speed",
    "organization_id, bucket, outcome, speed",
  );
  return `key_${unit}s AS (${keys}), speed_${unit}s AS (${speeds})`;
}

const ROLL_UP = `
WITH bound AS MATERIALIZED (
  SELECT id + ${LARGEST_ROLL} AS id FROM usage_deltas ORDER BY usage_deltas.id LIMIT 1
),
taken AS MATERIALIZED (
  DELETE FROM usage_deltas WHERE id < (SELECT id FROM bound) RETURNING *
),
minutes AS (${rollInto("usage_minutes", "minute")}),
hours AS (${rollInto("usage_hours", "hour")}),
days AS (${rollInto("usage_days", "day")}),
${sums("hour")},
${sums("day")},
latest AS (
  SELECT DISTINCT ON (secret_id) secret_id, key_id, address, user_agent, last_at,
    min(first_at) OVER (PARTITION BY secret_id) AS first_at
  FROM taken WHERE outcome <> ALL ($1)
  ORDER BY secret_id, last_at DESC
),
uses AS (
  INSERT INTO secret_uses AS known (secret_id, key_id, first_at, last_at, address, user_agent)
  SELECT l.secret_id, l.key_id, l.first_at, l.last_at, l.address, l.user_agent
  FROM latest l JOIN api_secrets s ON s.id = l.secret_id
  ON CONFLICT (secret_id) DO UPDATE SET
    first_at = least(known.first_at, excluded.first_at),
    last_at = greatest(known.last_at, excluded.last_at),
    address = CASE WHEN excluded.last_at >= known.last_at THEN excluded.address ELSE known.address END,
    user_agent = CASE WHEN excluded.last_at >= known.last_at
      THEN excluded.user_agent ELSE known.user_agent END
)
SELECT EXISTS (SELECT 1 FROM usage_deltas WHERE id >= (SELECT id FROM bound)) AS more`;

/** Adds waiting counts to the roll-ups, each once; one process at a time. Answers whether more wait. */
export function rollUp(): Promise<boolean> {
  return inTurn("usage: roll up", false, async (client) => {
    const { rows } = await client.query<{ more: boolean }>({
      name: "roll-up",
      text: ROLL_UP,
      values: [REFUSED],
    });
    return rows[0]?.more === true;
  });
}
