import "server-only";
import { NOT_LET_IN } from "@/lib/core/outcome";
import { readRows } from "@/lib/db/pool";
import { countedRows, meteredRows } from "./read-roll-ups";

export type CustomerTraffic = {
  customerId: string;
  /** Keys that are not revoked. */
  keys: number;
  /** By calendar month in UTC. */
  thisMonth: number;
  lastMonth: number;
  /** Owed for this month, in millionths of the currency. */
  spent: string;
  /** The last accepted call. */
  lastSeenAt: Date | null;
};

const MONTH = "date_trunc('month', now(), 'UTC')";

const TRAFFIC = `
SELECT asked.id AS "customerId", coalesce(held.keys, 0) AS keys,
  coalesce(months.current, 0)::float8 AS "thisMonth",
  coalesce(months.previous, 0)::float8 AS "lastMonth", coalesce(months.spent, 0)::text AS spent,
  use.last_at AS "lastSeenAt"
FROM unnest($2::text[]) AS asked(id)
  LEFT JOIN (
    SELECT customer_id, count(*)::int AS keys FROM api_keys
    WHERE organization_id = $1 AND customer_id = ANY ($2) AND revoked_at IS NULL GROUP BY customer_id
  ) held ON held.customer_id = asked.id
  LEFT JOIN (
    SELECT customer_id, sum(requests) FILTER (WHERE bucket >= ${MONTH}) AS current,
      sum(requests) FILTER (WHERE bucket < ${MONTH}) AS previous,
      sum(price) FILTER (WHERE bucket >= ${MONTH}) AS spent
    FROM ${meteredRows("day", {
      text: `organization_id = $1 AND customer_id = ANY ($2)
        AND bucket >= ${MONTH} - interval '1 month'`,
    })} GROUP BY customer_id
  ) months ON months.customer_id = asked.id
  LEFT JOIN customer_uses use ON use.customer_id = asked.id`;

/** What customers called, and the keys that they hold. */
export async function customerTraffic(organizationId: string, customerIds: readonly string[]) {
  const rows = await readRows<CustomerTraffic>(TRAFFIC, [organizationId, customerIds]);
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** Today included. */
const DAYS = 30;

const BY_DAY = `
SELECT bucket AS at, outcome, sum(requests)::float8 AS requests
FROM ${meteredRows("day", {
  text: "organization_id = $1 AND customer_id = $2 AND bucket >= $3 AND bucket < $4",
})}
GROUP BY bucket, outcome ORDER BY bucket`;

const DAY_MS = 86_400_000;

/** Requests of a customer on the last 30 UTC days up to `now`, by outcome. */
export async function customerDays(organizationId: string, customerId: string, now: Date) {
  const to = new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
  const from = new Date(to.getTime() - DAYS * DAY_MS);
  type Count = { at: Date; outcome: string; requests: number };
  const counts = await readRows<Count>(BY_DAY, [organizationId, customerId, from, to]);
  return { from, to, counts };
}

/** By which the rest of a month is foretold, today included. */
const PACE_DAYS = 7;

const OWED = `
SELECT coalesce(sum(price) FILTER (WHERE bucket >= $3), 0)::text AS owed,
  coalesce(sum(price) FILTER (WHERE bucket >= $4), 0)::text AS recent
FROM ${meteredRows("day", {
  text: "organization_id = $1 AND customer_id = $2 AND bucket >= least($3::timestamptz, $4)",
})}`;

/** What a customer owes for the month of `now`, and will at its pace, in millionths. */
export async function customerOwes(
  organizationId: string,
  { id, createdAt }: { id: string; createdAt: Date },
  now: Date,
) {
  const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1);
  const since = (Math.floor(now.getTime() / DAY_MS) - PACE_DAYS + 1) * DAY_MS;
  const [row] = await readRows<{ owed: string; recent: string }>(OWED, [
    ...[organizationId, id, new Date(month), new Date(since)],
  ]);
  const owed = BigInt(row?.owed ?? 0);
  const elapsed = BigInt(Math.max(DAY_MS, now.getTime() - Math.max(since, createdAt.getTime())));
  const left = BigInt(end - now.getTime());
  return { owed, forecast: owed + (BigInt(row?.recent ?? 0) * left) / elapsed };
}

type KeyInUse = {
  keyId: string;
  requests: number;
  /** Of all keys of the customer that are not revoked. */
  living: number;
  callable: number;
  used: number;
};

const LAST_DAY = `
SELECT l.id AS "keyId", coalesce(d.requests, 0)::float8 AS requests,
  (count(*) OVER ())::int AS living,
  (count(*) FILTER (WHERE l.callable) OVER ())::int AS callable,
  (count(*) FILTER (WHERE l.callable AND d.requests > 0) OVER ())::int AS used
FROM (
  SELECT id, created_at,
    disabled_at IS NULL AND (expires_at IS NULL OR expires_at > now()) AS callable
  FROM api_keys WHERE organization_id = $1 AND customer_id = $2 AND revoked_at IS NULL
) l LEFT JOIN (
  SELECT key_id, sum(requests) AS requests FROM ${countedRows("hour", "keys", {
    text: `organization_id = $1 AND outcome <> ALL ($3)
      AND bucket >= date_trunc('hour', now(), 'UTC') - interval '23 hours'
      AND key_id = ANY (ARRAY(SELECT id FROM api_keys
        WHERE organization_id = $1 AND customer_id = $2 AND revoked_at IS NULL))`,
  })} GROUP BY key_id
) d ON d.key_id = l.id
ORDER BY d.requests DESC NULLS LAST, l.created_at DESC, l.id
LIMIT $4`;

/** The busiest of a customer's keys that are not revoked, by what was let in during the last 24 hours. */
export async function customerKeysInUse(organizationId: string, customerId: string, max: number) {
  const rows = await readRows<KeyInUse>(LAST_DAY, [organizationId, customerId, NOT_LET_IN, max]);
  const { living = 0, callable = 0, used = 0 } = rows[0] ?? {};
  return { living, callable, used, keys: rows };
}
