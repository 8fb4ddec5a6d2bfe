import "server-only";
import { pool } from "@/lib/db/pool";
import type { KeyCaller } from "@/lib/usage/key-activity";

const CALLERS = `
SELECT address, user_agent AS "userAgent", count(*)::float8 AS requests, max(at) AS "lastAt"
FROM (
  SELECT at, address, user_agent FROM usage_events
  WHERE organization_id = $1 AND key_id = ANY ($2) AND capability_id <> ''
    AND ($3::text IS NULL OR capability_id = $3) AND at >= $4
  ORDER BY at DESC LIMIT 100000
) latest
GROUP BY address, user_agent
ORDER BY requests DESC, "lastAt" DESC
LIMIT 50`;

type Query = {
  organizationId: string;
  keyIds: readonly string[];
  /** Of these keys, calls of this capability alone. */
  capabilityId?: string | undefined;
  from: Date;
};

/** The 50 busiest callers of capabilities with some keys, among their newest 100,000 calls. */
export async function callersOfCapabilities(query: Query): Promise<KeyCaller[]> {
  const { organizationId, keyIds, capabilityId = null, from } = query;
  if (keyIds.length === 0) return [];
  const { rows } = await pool().query<KeyCaller>(CALLERS, [
    organizationId,
    keyIds,
    capabilityId,
    from,
  ]);
  return rows;
}
