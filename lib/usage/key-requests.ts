import "server-only";
import { timeOfId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { readRows } from "@/lib/db/pool";

type RecentDecision = {
  at: Date;
  requestId: string;
  secretId: string;
  method: string;
  route: string;
  /** The path as it was asked for; null where it is the route itself, or older than its record. */
  path: string | null;
  /** What was called, of a surface. */
  capabilityId: string | null;
  outcome: Outcome;
  status: number | null;
  durationUs: number | null;
  address: string | null;
  userAgent: string | null;
};

const RECENT_DECISIONS = `
SELECT at, request_id AS "requestId", secret_id AS "secretId", method, route, path,
  nullif(capability_id, '') AS "capabilityId", outcome, status, duration_us AS "durationUs", address, user_agent AS "userAgent"
FROM usage_events
WHERE organization_id = $1 AND key_id = $2
ORDER BY at DESC, request_id DESC
LIMIT $3`;

/** The last decisions on a key, newest first. */
export function recentDecisions(
  organizationId: string,
  keyId: string,
  limit: number,
): Promise<RecentDecision[]> {
  return readRows(RECENT_DECISIONS, [organizationId, keyId, limit]);
}

/** By how much the clocks of the process and the database may differ. */
const CLOCKS_MS = 3_600_000;

const REQUEST = `
SELECT e.* FROM api_keys k CROSS JOIN LATERAL (
  SELECT key_id AS "keyId", method, route, path FROM usage_events
  WHERE key_id = k.id AND at BETWEEN to_timestamp($2) AND to_timestamp($3) AND request_id = $4
) e
WHERE k.organization_id = $1
LIMIT 1`;

type KeyRequest = { keyId: string; method: string; route: string; path: string | null };

/** A request of an organization; its id says when it came, so it is looked for there alone. */
export async function findRequest(organizationId: string, requestId: string) {
  const at = timeOfId(requestId);
  const range = [at - CLOCKS_MS, at + CLOCKS_MS].map((ms) => ms / 1_000);
  const [found] = await readRows<KeyRequest>(REQUEST, [organizationId, ...range, requestId]);
  return found;
}
