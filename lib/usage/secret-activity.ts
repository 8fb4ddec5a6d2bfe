import "server-only";
import { pool } from "@/lib/db/pool";
import { countedRows } from "@/lib/usage/usage-scope";

type SecretCaller = {
  secretId: string;
  address: string | null;
  userAgent: string | null;
  requests: number;
  lastAt: Date;
};

const REQUESTS = `
SELECT secret_id AS "secretId", sum(requests)::float8 AS requests
FROM ${countedRows("hour", "whole", {
  text: `organization_id = $1 AND key_id = $2
    AND bucket >= date_trunc('hour', now(), 'UTC') - ($3 - 1) * interval '1 hour'`,
})}
GROUP BY secret_id`;

/** Requests with each secret of a key in the last hours; secrets without requests are left out. */
export async function requestsBySecret(
  organizationId: string,
  keyId: string,
  hours = 24,
): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ secretId: string; requests: number }>(REQUESTS, [
    organizationId,
    keyId,
    hours,
  ]);
  return new Map(rows.map(({ secretId, requests }) => [secretId, requests]));
}

const CALLERS = `
SELECT secret_id AS "secretId", address, user_agent AS "userAgent",
  count(*)::float8 AS requests, max(at) AS "lastAt"
FROM usage_events
WHERE organization_id = $1 AND key_id = $2 AND secret_id = ANY ($3)
  AND at >= now() - $4 * interval '1 hour'
GROUP BY secret_id, address, user_agent
ORDER BY requests DESC, "lastAt" DESC
LIMIT 100`;

/** Who called with these secrets in the last hours, the busiest first, 100 at most. */
export async function callersBySecret(
  organizationId: string,
  keyId: string,
  secretIds: readonly string[],
  hours = 24,
): Promise<SecretCaller[]> {
  if (secretIds.length === 0) return [];
  const { rows } = await pool().query<SecretCaller>(CALLERS, [
    organizationId,
    keyId,
    secretIds,
    hours,
  ]);
  return rows;
}
