import "server-only";
import { readRows } from "@/lib/db/pool";
import { callersAmong, type KeyCaller } from "./callers";
import { conditionsOf, countedRows } from "./read-roll-ups";

/** Calls of a product, of one of its surfaces, of a capability or of both together. */
export type Called = {
  organizationId: string;
  productId: string;
  surfaceId?: string | undefined;
  capabilityId?: string | undefined;
  /** The beginning of a UTC day. */
  from: Date;
};

type KeyCalls = { keyId: string; requests: number };

type LivingKeys = {
  /** The busiest, then the newest of those that nobody called with. */
  keys: KeyCalls[];
  keyCount: number;
  /** With all of them. */
  requests: number;
};

/** The keys whose callers are looked for: the busiest. */
const MAX_CALLING_KEYS = 1_000;

const LATEST = new Date("9999-01-01T00:00:00Z");

/** `living`: the keys that can call it; `calls`: those of them that did, and how often. */
function livingCalls(called: Called): { text: string; values: unknown[]; capability: string } {
  const { organizationId, productId, surfaceId = null, capabilityId = null, from } = called;
  const conditions = conditionsOf({ organizationId, granularity: "day", from, to: LATEST });
  const { values } = conditions;
  const asked = [organizationId, productId, surfaceId, capabilityId];
  const [organization, product, surface, capability] = asked.map((value) => {
    return `$${values.push(value)}::text`;
  });
  const text = `
WITH living AS MATERIALIZED (
  SELECT id, created_at FROM api_keys k
  WHERE organization_id = ${organization} AND kind = 'surface' AND product_id = ${product}
    AND (${surface} IS NULL OR surface_id = ${surface})
    AND revoked_at IS NULL AND disabled_at IS NULL AND (expires_at IS NULL OR expires_at > now())
    AND (${capability} IS NULL OR EXISTS (
      SELECT 1 FROM surface_items i
      WHERE i.surface_id = k.surface_id AND i.capability_id = ${capability}
        AND (NOT k.scoped OR EXISTS (
          SELECT 1 FROM key_capabilities g
          WHERE g.key_id = k.id AND g.capability_id = ${capability}))))
),
calls AS MATERIALIZED (
  SELECT key_id, sum(requests) AS requests
  FROM ${countedRows("day", "keys", conditions)}
  WHERE capability_id <> '' AND (${capability} IS NULL OR capability_id = ${capability})
    AND key_id IN (SELECT id FROM living)
  GROUP BY key_id
)`;
  return { text, values, capability: capability ?? "" };
}

/** The keys that can call it, as many as asked, and what was called with them all. */
export async function readLivingKeys(called: Called, max: number): Promise<LivingKeys> {
  const { text, values } = livingCalls(called);
  const rows = await readRows<KeyCalls & { keyCount: number; sum: number }>(
    `${text}
SELECT l.id AS "keyId", coalesce(c.requests, 0)::float8 AS requests,
  (count(*) OVER ())::int AS "keyCount", coalesce(sum(c.requests) OVER (), 0)::float8 AS sum
FROM living l LEFT JOIN calls c ON c.key_id = l.id
ORDER BY c.requests DESC NULLS LAST, l.created_at DESC, l.id
LIMIT $${values.push(max)}`,
    values,
  );
  const [first] = rows;
  return {
    keys: rows.map(({ keyId, requests }) => ({ keyId, requests })),
    keyCount: first?.keyCount ?? 0,
    requests: first?.sum ?? 0,
  };
}

/** The busiest callers with living keys, as many as asked, among their newest 100,000 calls. */
export function callersOfLivingKeys(called: Called, max: number): Promise<KeyCaller[]> {
  const { text, values, capability } = livingCalls(called);
  const conditions = `organization_id = $1 AND at >= $2
    AND capability_id <> '' AND (${capability} IS NULL OR capability_id = ${capability})
    AND key_id IN (SELECT key_id FROM calls ORDER BY requests DESC LIMIT ${MAX_CALLING_KEYS})`;
  const callers = callersAmong(conditions, `$${values.push(max)}`);
  return readRows(`${text}${callers}`, values);
}
