import "server-only";
import { pool } from "@/lib/db/pool";
import type { KeyCaller } from "@/lib/usage/key-activity";

type CallerOfKey = KeyCaller & {
  keyId: string;
  /** How many callers the key had, this one among them. */
  callers: number;
};

const CALLERS_OF_EACH = `
SELECT k.key_id AS "keyId", c.address, c.user_agent AS "userAgent", c.requests,
  c.last_at AS "lastAt", c.callers
FROM unnest($2::text[]) AS k(key_id) CROSS JOIN LATERAL (
  SELECT address, user_agent, count(*)::float8 AS requests, max(at) AS last_at,
    (count(*) OVER ())::int AS callers
  FROM (
    SELECT at, address, user_agent FROM usage_events
    WHERE organization_id = $1 AND key_id = k.key_id AND at >= now() - $3 * interval '1 hour'
    ORDER BY at DESC LIMIT 10000
  ) latest
  GROUP BY address, user_agent
  ORDER BY requests DESC, last_at DESC
  LIMIT $4
) c`;

/** The busiest callers of each of some keys in the last hours, among its newest 10,000 requests. */
export async function callersOfEach(
  organizationId: string,
  keyIds: readonly string[],
  { hours = 24, most = 3 } = {},
): Promise<CallerOfKey[]> {
  const { rows } = await pool().query<CallerOfKey>(CALLERS_OF_EACH, [
    organizationId,
    keyIds,
    hours,
    most,
  ]);
  return rows;
}
