import "server-only";
import { pool } from "@/lib/db/pool";
import { countedRows } from "@/lib/usage/usage-scope";

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
        AND bucket >= date_trunc('day', now(), 'UTC') - interval '6 days'`,
    })} GROUP BY key_id
  ) week ON week.key_id = k.id
  LEFT JOIN (
    SELECT key_id, max(last_at) AS last_at FROM secret_uses WHERE key_id IN (${KEYS}) GROUP BY key_id
  ) use ON use.key_id = k.id
WHERE k.organization_id = $1 AND k.product_id = ANY ($2)
GROUP BY k.product_id`;

/** What is called of products, and with how many keys; a product that never had a key has none. */
export async function productTraffic(
  organizationId: string,
  productIds: readonly string[],
): Promise<Map<string, ProductTraffic>> {
  const { rows } = await pool().query<ProductTraffic>(TRAFFIC, [organizationId, productIds]);
  return new Map(rows.map((row) => [row.productId, row]));
}
