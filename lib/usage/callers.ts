import "server-only";
import { readRows } from "@/lib/db/pool";

export type KeyCaller = {
  address: string | null;
  userAgent: string | null;
  requests: number;
  lastAt: Date;
};

const LAST_DAY = "at >= now() - interval '24 hours'";

/** SQL: the busiest callers among the newest 100,000 of some events. */
export const callersAmong = (conditions: string, max: number | string) => `
SELECT address, user_agent AS "userAgent", count(*)::float8 AS requests, max(at) AS "lastAt"
FROM (
  SELECT at, address, user_agent FROM usage_events
  WHERE ${conditions}
  ORDER BY at DESC LIMIT 100000
) latest
GROUP BY address, user_agent
ORDER BY requests DESC, "lastAt" DESC
LIMIT ${max}`;

const OF_KEY = callersAmong(`organization_id = $1 AND key_id = $2 AND ${LAST_DAY}`, 50);

/** The 50 busiest callers of a key in the last 24 hours, among its newest 100,000 requests. */
export function callersOf(organizationId: string, keyId: string): Promise<KeyCaller[]> {
  return readRows(OF_KEY, [organizationId, keyId]);
}

type CallerOfKey = KeyCaller & {
  keyId: string;
  /** How many callers the key had, this one among them. */
  callers: number;
};

const OF_EACH_KEY = `
SELECT k.key_id AS "keyId", c.address, c.user_agent AS "userAgent", c.requests,
  c.last_at AS "lastAt", c.callers
FROM unnest($2::text[]) AS k(key_id) CROSS JOIN LATERAL (
  SELECT address, user_agent, count(*)::float8 AS requests, max(at) AS last_at,
    (count(*) OVER ())::int AS callers
  FROM (
    SELECT at, address, user_agent FROM usage_events
    WHERE organization_id = $1 AND key_id = k.key_id AND ${LAST_DAY}
    ORDER BY at DESC LIMIT 10000
  ) latest
  GROUP BY address, user_agent
  ORDER BY requests DESC, last_at DESC
  LIMIT 3
) c`;

/** The 3 busiest callers of each of some keys in the last 24 hours, among its newest 10,000 requests. */
export function callersOfEach(
  organizationId: string,
  keyIds: readonly string[],
): Promise<CallerOfKey[]> {
  return readRows(OF_EACH_KEY, [organizationId, keyIds]);
}

const OF_EACH_SECRET = `
SELECT secret_id AS "secretId", address, user_agent AS "userAgent",
  count(*)::float8 AS requests, max(at) AS "lastAt"
FROM usage_events
WHERE organization_id = $1 AND key_id = $2 AND secret_id = ANY ($3) AND ${LAST_DAY}
GROUP BY secret_id, address, user_agent
ORDER BY requests DESC, "lastAt" DESC
LIMIT 100`;

/** Who called with these secrets in the last 24 hours, the busiest first, 100 at most. */
export async function callersBySecret(
  organizationId: string,
  keyId: string,
  secretIds: readonly string[],
): Promise<(KeyCaller & { secretId: string })[]> {
  if (secretIds.length === 0) return [];
  return readRows(OF_EACH_SECRET, [organizationId, keyId, secretIds]);
}
