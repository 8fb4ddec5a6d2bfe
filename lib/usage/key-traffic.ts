import "server-only";
import { readRows } from "@/lib/db/pool";
import { countedRows } from "./read-roll-ups";

/** Today included. */
const DAYS = 7;

const SPARKLINES = `
SELECT key_id AS "keyId", (date_trunc('day', now(), 'UTC')::date - (bucket AT TIME ZONE 'UTC')::date) AS age,
  sum(requests)::float8 AS requests
FROM ${countedRows("day", "keys", {
  text: `organization_id = $1 AND key_id = ANY ($2)
    AND bucket >= date_trunc('day', now(), 'UTC') - ${DAYS - 1} * interval '1 day'`,
})}
GROUP BY key_id, bucket`;

/** Requests of each key on the last 7 UTC days, oldest first, today last; every key asked for has its row. */
export async function sparklines(organizationId: string, keyIds: readonly string[]) {
  type Day = { keyId: string; age: number; requests: number };
  const days = await readRows<Day>(SPARKLINES, [organizationId, keyIds]);
  const lines = new Map(keyIds.map((keyId) => [keyId, new Array<number>(DAYS).fill(0)]));
  for (const { keyId, age, requests } of days)
    lines.get(keyId)?.splice(DAYS - 1 - age, 1, requests);
  return lines;
}

const REQUESTS = `
SELECT secret_id AS "secretId", sum(requests)::float8 AS requests
FROM ${countedRows("hour", "whole", {
  text: `organization_id = $1 AND key_id = $2
    AND bucket >= date_trunc('hour', now(), 'UTC') - interval '23 hours'`,
})}
GROUP BY secret_id`;

/** Requests with each secret of a key in the last 24 hours; secrets without requests are left out. */
export async function requestsBySecret(organizationId: string, keyId: string) {
  type Sum = { secretId: string; requests: number };
  const rows = await readRows<Sum>(REQUESTS, [organizationId, keyId]);
  return new Map(rows.map(({ secretId, requests }) => [secretId, requests]));
}

type ProductTraffic = {
  productId: string;
  /** Those that are not revoked. */
  keys: number;
  /** Of the last 7 days by UTC day, today included. */
  requests: number;
  /** The last accepted call. */
  lastCallAt: Date | null;
};

const KEYS = "SELECT id FROM api_keys WHERE organization_id = $1 AND product_id = ANY ($2)";

const TRAFFIC = `
SELECT k.product_id AS "productId", count(*) FILTER (WHERE k.revoked_at IS NULL)::int AS keys,
  coalesce(sum(week.requests), 0)::float8 AS requests, max(use.last_at) AS "lastCallAt"
FROM api_keys k
  LEFT JOIN (
    SELECT key_id, sum(requests) AS requests FROM ${countedRows("day", "keys", {
      text: `organization_id = $1 AND key_id IN (${KEYS})
        AND bucket >= date_trunc('day', now(), 'UTC') - ${DAYS - 1} * interval '1 day'`,
    })} GROUP BY key_id
  ) week ON week.key_id = k.id
  LEFT JOIN (
    SELECT key_id, max(last_at) AS last_at FROM secret_uses WHERE key_id IN (${KEYS}) GROUP BY key_id
  ) use ON use.key_id = k.id
WHERE k.organization_id = $1 AND k.product_id = ANY ($2)
GROUP BY k.product_id`;

/** What is called of products, and with how many keys; a product that never had a key has none. */
export async function productTraffic(organizationId: string, productIds: readonly string[]) {
  const rows = await readRows<ProductTraffic>(TRAFFIC, [organizationId, productIds]);
  return new Map(rows.map((row) => [row.productId, row]));
}
