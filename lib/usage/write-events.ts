import "server-only";
import pg from "pg";
import { usagePool } from "@/lib/db/usage-pool";
import type { JournalEntry } from "@/lib/journal/journal-entry";
import type { UsageEvent } from "./record-usage";
import { SPEED_OF_DURATION } from "./speed-class";
import { OF_FEED } from "./write-feed";

/** What the column holds: some 36 minutes. */
const MAX_DURATION_US = 2_147_483_647;

/** The columns of an event, in order: one text per column is what parses fastest. */
const FIELDS: Record<string, (event: UsageEvent) => string | number | null> = {
  organization_id: (event) => event.organizationId,
  key_id: (event) => event.keyId,
  secret_id: (event) => event.secretId,
  request_id: (event) => event.requestId,
  at: (event) => event.at,
  method: (event) => event.method,
  route: (event) => event.route,
  permission: (event) => event.permission,
  outcome: (event) => event.outcome,
  status: (event) => event.status,
  duration_us: (event) => event.durationUs && Math.min(event.durationUs, MAX_DURATION_US),
  address: (event) => event.address,
  // Without control characters: one of them separates the values.
  user_agent: (event) => event.userAgent?.replace(/\p{Cc}/gu, " ") ?? null,
  capability_id: (event) => event.capabilityId,
  path: (event) => event.path,
  place: (event) => event.place,
  asked_permissions: (event) => event.askedPermissions,
  customer_id: (event) => event.customerId,
  integration: (event) => event.integration,
  units: (event) => event.units || null,
  overage_units: (event) => event.overageUnits || null,
  price_parts: (event) => event.priceParts && JSON.stringify(event.priceParts),
  price: (event) => event.price || null,
  cost: (event) => event.cost || null,
  billable: (event) => (event.billable ? "t" : null),
};

const COLUMNS = Object.keys(FIELDS).join(", ");

const INSERT = `
  INSERT INTO usage_events (${COLUMNS})
  SELECT ${COLUMNS} FROM event`;

const ADD = `
  INSERT INTO usage_deltas (organization_id, key_id, secret_id, route, outcome, bucket,
    requests, duration_us, first_at, last_at, address, user_agent, capability_id, speed,
    customer_id, integration, units, overage_units, price, cost)`;

const COUNT = `${ADD}
  SELECT organization_id, key_id, secret_id, route, outcome, date_trunc('minute', at) AS bucket,
    count(*), coalesce(sum(duration_us), 0), min(at), max(at), address, user_agent,
    capability_id, ${SPEED_OF_DURATION} AS speed, customer_id, integration,
    sum(units), sum(overage_units), sum(price), sum(cost)`;

const COUNT_GROUPS = `
  GROUP BY organization_id, key_id, secret_id, route, outcome, bucket, address, user_agent,
    capability_id, speed, customer_id, integration`;

const FEED = `INSERT INTO usage_feed_queue (${OF_FEED}) SELECT ${OF_FEED}`;

/**
 * Gives back what was reserved for calls that do not count after all, of rows that `returned` selects:
 * units to their capability's counter, and their price to what was spent of a month that is not over.
 * Prices that were fixed meanwhile stay. Customers are held in order, as a charge holds them.
 */
const GIVE_BACK = `
held AS MATERIALIZED (
  SELECT w.customer_id FROM customer_windows w
  WHERE w.customer_id IN (SELECT customer_id FROM returned) ORDER BY w.customer_id FOR UPDATE OF w
),
given_back AS (
  SELECT r.customer_id, r.capability_id, (date_part('year', r.at AT TIME ZONE 'UTC') * 12
    + date_part('month', r.at AT TIME ZONE 'UTC') - 1)::int AS month,
    sum(r.times * (part ->> 1)::bigint)::bigint AS units,
    sum(r.times * (part ->> 1)::bigint * (part ->> 2)::bigint)::bigint AS price
  FROM returned r JOIN held USING (customer_id), jsonb_array_elements(r.price_parts) AS part
  GROUP BY r.customer_id, r.capability_id, month
),
unbilled AS (
  UPDATE billed_units b SET units = b.units - g.units FROM given_back g
  WHERE b.customer_id = g.customer_id AND b.capability_id = g.capability_id AND b.month = g.month
),
unspent AS (
  UPDATE customer_windows w SET month_spent = w.month_spent - g.price
  FROM (SELECT customer_id, month, sum(price)::bigint AS price FROM given_back GROUP BY customer_id, month) g
  WHERE w.customer_id = g.customer_id AND w.month_bucket = g.month
)`;

/** What is sold, of rows that `sold` selects, for their customers' statements. */
const SELL = `
stated AS (
  INSERT INTO statement_deltas (customer_id, month, capability_id, tier, unit_price, quantity, amount)
  SELECT customer_id, date_trunc('month', at AT TIME ZONE 'UTC')::date AS month, capability_id,
    (part ->> 0)::int AS tier, (part ->> 2)::bigint AS unit_price, sum((part ->> 1)::bigint),
    sum((part ->> 1)::bigint * (part ->> 2)::bigint)
  FROM sold, jsonb_array_elements(price_parts) AS part
  GROUP BY customer_id, month, capability_id, tier, unit_price
)`;

const SOLD = "SELECT customer_id, capability_id, at, price_parts";

const UNCOUNTED = `SELECT current_customer(customer_id) AS customer_id, capability_id, at, price_parts,
  1 AS times`;

/**
 * Writes the rows of a CTE named `event` once, however often they come, counts the new ones, queues
 * those that are billable for statements and the feed, and gives back what the others do not cost.
 * All of it happens in the statement they are part of, or nothing.
 */
const writeOnce = (also = "") => `
written AS (${INSERT} ON CONFLICT DO NOTHING RETURNING *),
counted AS (${COUNT} FROM written ${COUNT_GROUPS}),
${also}
fed AS (${FEED} FROM written WHERE billable),
returned AS (${UNCOUNTED} FROM written WHERE price_parts IS NOT NULL AND NOT billable
  ${
    also &&
    `UNION ALL SELECT current_customer(customer_id), capability_id, at, price_parts, -1 FROM counts_after_all
    WHERE price_parts IS NOT NULL`
  }),
sold AS (${SOLD} FROM written WHERE price_parts IS NOT NULL AND billable
  ${also && `UNION ALL ${SOLD} FROM counts_after_all WHERE price_parts IS NOT NULL`}),
${GIVE_BACK},
${SELL}`;

export const WRITE_ONCE = writeOnce();

/** The same at two thirds of the cost, for events of which none is written yet: else it fails. */
const WRITE_NEW = `
written AS (${INSERT}),
counted AS (${COUNT} FROM event ${COUNT_GROUPS}),
fed AS (${FEED} FROM event WHERE billable),
returned AS (${UNCOUNTED} FROM event WHERE price_parts IS NOT NULL AND NOT billable),
sold AS (${SOLD} FROM event WHERE price_parts IS NOT NULL AND billable),
${GIVE_BACK},
${SELL}`;

/**
 * Writes events of which some may be there already: as what they were, or as `interrupted` when this
 * process was cut off and another took it for dead. These become what they were, and count as that:
 * the statement sees them as they stood before it.
 */
const WRITE_LATE = writeOnce(`
corrected AS (
  UPDATE usage_events known SET outcome = e.outcome, status = e.status, duration_us = e.duration_us,
    capability_id = e.capability_id, units = e.units, overage_units = e.overage_units,
    price_parts = e.price_parts, cost = e.cost,
    price = CASE WHEN known.billable THEN known.price ELSE e.price END,
    billable = known.billable OR e.billable
  FROM event e
  WHERE known.key_id = e.key_id AND known.at = e.at AND known.request_id = e.request_id
    AND known.outcome = 'interrupted'
  RETURNING known.*
),
recounted AS (${COUNT} FROM corrected ${COUNT_GROUPS}),
before AS (
  SELECT * FROM usage_events
  WHERE (key_id, at, request_id) IN (SELECT key_id, at, request_id FROM corrected)
),
counts_after_all AS (
  SELECT c.* FROM corrected c JOIN before b USING (key_id, at, request_id)
  WHERE c.billable AND NOT b.billable
),
refed AS (${FEED} FROM counts_after_all),
uncounted AS (${ADD}
  SELECT organization_id, key_id, secret_id, route, 'interrupted', date_trunc('minute', at) AS bucket,
    -count(*), 0, min(at), max(at), address, user_agent, capability_id, -1, customer_id, integration,
    -sum(units), -sum(overage_units), -sum(price), -sum(cost)
  FROM before
  GROUP BY organization_id, key_id, secret_id, route, bucket, address, user_agent, capability_id,
    customer_id, integration
),`);

const SEPARATOR = "\u001f";

/** The texts of a parameter; an empty one is null. */
const listAt = (position: number) => `string_to_array($${position}, E'\\x1f', '')`;
const LISTS = Object.keys(FIELDS).map((_, at) => listAt(at + 1));

function writeAndSettle(write: string): string {
  return `
WITH event AS MATERIALIZED (
  SELECT organization_id, key_id, secret_id, request_id,
    to_timestamp(at::float8 / 1000)::timestamptz(3) AS at, method, route, permission, outcome,
    status::smallint, duration_us::int, address, user_agent, coalesce(capability_id, '') AS capability_id,
    path, place::bigint, asked_permissions, coalesce(customer_id, '') AS customer_id,
    coalesce(integration, '') AS integration, coalesce(units::int, 0) AS units, coalesce(overage_units::int, 0) AS overage_units,
    price_parts::jsonb, coalesce(billable::boolean, false) AS billable,
    coalesce(price::bigint, 0) AS price, coalesce(cost::bigint, 0) AS cost
  FROM unnest(${LISTS.join(", ")}) AS given(${COLUMNS})
),
${write}
DELETE FROM usage_journal j
USING unnest(${listAt(LISTS.length + 1)}, ${listAt(LISTS.length + 2)}::int[])
  AS done(instance, batch)
WHERE j.instance = done.instance AND j.batch = done.batch`;
}

/** The text of a list; of one without values none, and what reads it finds null for each. */
function listOf(values: readonly (string | number | null)[]): string {
  return values.some((value) => value !== null) ? values.join(SEPARATOR) : "";
}

const NEW = { name: "write-new-events", text: writeAndSettle(WRITE_NEW) };
const ONCE = { name: "write-events", text: writeAndSettle(WRITE_LATE) };
const UNIQUE_VIOLATION = "23505";

/** Writes events that are not written yet and removes the journal entries, in one statement. */
export async function writeEvents(events: readonly UsageEvent[], settled: readonly JournalEntry[]) {
  const values = [
    ...Object.values(FIELDS).map((field) => listOf(events.map(field))),
    settled.map(({ instance }) => instance).join(SEPARATOR),
    settled.map(({ batch }) => batch).join(SEPARATOR),
  ];
  try {
    await usagePool().query({ values, ...NEW });
  } catch (error) {
    // Some were written by a statement whose answer was lost.
    if (!(error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION)) throw error;
    await usagePool().query({ values, ...ONCE });
  }
}
