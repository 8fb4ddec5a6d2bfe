import "server-only";
import type { PoolClient } from "pg";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import { NOT_LET_IN } from "@/lib/core/outcome";
import { inTurn, ROLLING_UP } from "@/lib/db/usage-pool";
import {
  CUSTOMER_TABLES,
  type Detail,
  horizonOf,
  METERED_SUMS,
  ROLL_UP_TABLES,
  STATED_MONTH,
  statementOf,
} from "./read-roll-ups";

type Sum = "requests" | "duration_us";

/** What tells the rows of each roll-up apart, beside the bucket, and what they add up. */
const SHAPES: Record<Detail, { apart: string; key: string; sums: readonly Sum[] }> = {
  whole: {
    apart: "organization_id, key_id, secret_id, route, outcome, capability_id, speed",
    key: "key_id, bucket, secret_id, route, outcome, capability_id, speed",
    sums: ["requests", "duration_us"],
  },
  keys: {
    apart: "organization_id, key_id, capability_id, outcome",
    key: "key_id, bucket, capability_id, outcome",
    sums: ["requests"],
  },
  speeds: {
    apart: "organization_id, outcome, speed",
    key: "organization_id, bucket, outcome, speed",
    sums: ["requests"],
  },
};

/** A statement that adds rows, of buckets no longer than the unit, to a roll-up. */
function addUp(unit: Granularity, detail: Detail, rows: string): string {
  const { apart, key, sums } = SHAPES[detail];
  return `
  INSERT INTO ${ROLL_UP_TABLES[unit][detail]} AS known (${apart}, bucket, ${sums.join(", ")})
  SELECT ${apart}, date_trunc('${unit}', bucket, 'UTC') AS start,
    ${sums.map((sum) => `sum(${sum})`).join(", ")}
  FROM ${rows}
  GROUP BY ${apart}, start
  ON CONFLICT (${key}) DO UPDATE SET
    ${sums.map((sum) => `${sum} = known.${sum} + excluded.${sum}`).join(", ")}`;
}

const DETAILS: readonly Detail[] = ["whole", "keys", "speeds"];

/** Under a second of work, so that nobody waits long behind it, even when every key differs. */
const MAX_ROLLED_UP_ROWS = 20_000;

/** Counts of an hour or a day that was completed before they came. */
const late = (unit: "hour" | "day") =>
  DETAILS.map((detail) => {
    const rows = `taken WHERE bucket < ${horizonOf(unit)}`;
    return `late_${detail}_${unit} AS (${addUp(unit, detail, rows)}),`;
  }).join("\n");

/** Counts of keys that had a customer, by hour or day: few, and at once whole. */
const addMetered = (unit: "hour" | "day") => `
  INSERT INTO ${CUSTOMER_TABLES[unit]} AS known (organization_id, customer_id, integration, key_id,
    capability_id, environment, outcome, bucket, ${METERED_SUMS.join(", ")})
  SELECT organization_id, holder, integration, key_id, capability_id, environment, outcome,
    date_trunc('${unit}', bucket, 'UTC') AS start, ${METERED_SUMS.map((sum) => `sum(${sum})`).join(", ")}
  FROM metered WHERE environment IS NOT NULL
  GROUP BY organization_id, holder, integration, key_id, capability_id, environment, outcome, start
  ON CONFLICT (customer_id, bucket, key_id, capability_id, integration, outcome) DO UPDATE SET
    ${METERED_SUMS.map((sum) => `${sum} = known.${sum} + excluded.${sum}`).join(", ")}`;

const ROLL_UP = `
WITH bound AS MATERIALIZED (
  SELECT id + ${MAX_ROLLED_UP_ROWS} AS id FROM usage_deltas ORDER BY usage_deltas.id LIMIT 1
),
taken AS MATERIALIZED (
  DELETE FROM usage_deltas WHERE id < (SELECT id FROM bound) RETURNING *
),
minutes AS (${addUp("minute", "whole", "taken")}),
${late("hour")}
${late("day")}
metered AS MATERIALIZED (
  SELECT *, (SELECT environment FROM api_keys WHERE id = key_id) AS environment,
    current_customer(customer_id) AS holder
  FROM taken WHERE customer_id <> ''
),
of_hours AS (${addMetered("hour")}),
of_days AS (${addMetered("day")}),
overages AS (
  INSERT INTO statement_overages AS known (customer_id, month, units)
  SELECT holder, ${statementOf("bucket")} AS month, sum(overage_units) FROM metered
  GROUP BY holder, month HAVING sum(overage_units) <> 0
  ON CONFLICT (customer_id, month) DO UPDATE SET units = known.units + excluded.units
),
seen AS (
  INSERT INTO customer_uses AS known (customer_id, last_at)
  SELECT m.holder, max(m.last_at) FROM metered m JOIN customers c ON c.id = m.holder
  WHERE m.outcome <> ALL ($1) GROUP BY m.holder
  ON CONFLICT (customer_id) DO UPDATE SET last_at = greatest(known.last_at, excluded.last_at)
),
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

/** Lines are few beside the events that they add up: all of them at once. */
const STATE = `
WITH taken AS (DELETE FROM statement_deltas RETURNING *)
INSERT INTO statement_lines AS known
  (customer_id, month, for_month, capability_id, tier, unit_price, quantity, amount)
SELECT current_customer(customer_id) AS holder, ${statementOf(STATED_MONTH)} AS stated, month, capability_id, tier, unit_price,
  sum(quantity), sum(amount)
FROM taken GROUP BY holder, month, capability_id, tier, unit_price
ON CONFLICT (customer_id, month, for_month, capability_id, tier, unit_price) DO UPDATE SET
  quantity = known.quantity + excluded.quantity, amount = known.amount + excluded.amount`;

/** A month is closed once its last calls have had the time to be written, and none of them waits. */
const CLOSE_MONTHS = `
UPDATE usage_horizons SET until = due.until
FROM (SELECT date_trunc('month', now() - interval '1 day', 'UTC') AS until) due
WHERE unit = 'month' AND CASE WHEN usage_horizons.until < due.until
  THEN NOT EXISTS (SELECT FROM usage_deltas WHERE bucket < due.until) ELSE false END`;

async function completeStatements(client: PoolClient): Promise<void> {
  await client.query(STATE);
  await client.query(CLOSE_MONTHS);
}

/** Adds waiting counts to the roll-ups, each once; one process at a time. Answers whether more wait. */
export async function rollUp(): Promise<boolean> {
  const more = await inTurn(ROLLING_UP, false, async (client) => {
    const { rows } = await client.query<{ more: boolean }>({
      name: "roll-up",
      text: ROLL_UP,
      values: [NOT_LET_IN],
    });
    return rows[0]?.more === true;
  });
  // By itself: what waits is added up whatever becomes of it.
  await inTurn(ROLLING_UP, undefined, completeStatements);
  await inTurn(ROLLING_UP, undefined, completeRollUps);
  return more;
}

/** For requests that take long, or are written late; who comes later still is added by itself. */
const GRACE = "2 minutes";

const OVER = {
  hour: `date_trunc('hour', now() - interval '${GRACE}', 'UTC')`,
  // With each hour: a page of days then reads what is finer of one hour alone.
  day: horizonOf("hour"),
} as const;

const SPAN = "bucket >= $1 AND bucket < $2";

const SUMS = {
  hour: DETAILS.map((detail) => addUp("hour", detail, `usage_minutes WHERE ${SPAN}`)),
  day: DETAILS.map((detail) =>
    addUp("day", detail, `${ROLL_UP_TABLES.hour[detail]} WHERE ${SPAN}`),
  ),
} as const;

/**
 * Adds up the hours that are over, and then their days: once each, from what is finer, which costs a
 * fraction of adding every request to all of them. For a transaction in which nobody else rolls up.
 */
async function completeRollUps(client: PoolClient): Promise<void> {
  await complete(client, "hour");
  await complete(client, "day");
}

async function complete(client: PoolClient, unit: "hour" | "day"): Promise<void> {
  const { rows } = await client.query<{ from: Date; to: Date }>(
    `SELECT until AS "from", ${OVER[unit]} AS "to" FROM usage_horizons
     WHERE unit = $1 AND until < ${OVER[unit]}`,
    [unit],
  );
  const [span] = rows;
  if (!span) return;
  for (const text of SUMS[unit]) await client.query(text, [span.from, span.to]);
  await client.query("UPDATE usage_horizons SET until = $2 WHERE unit = $1", [unit, span.to]);
}
