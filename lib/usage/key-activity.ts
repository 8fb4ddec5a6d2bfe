import "server-only";
import { timeOfId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { pool } from "@/lib/db/pool";
import { countedRows } from "@/lib/usage/usage-scope";

const SPARKLINES = `
SELECT key_id AS "keyId", (date_trunc('day', now(), 'UTC')::date - (bucket AT TIME ZONE 'UTC')::date) AS age,
  sum(requests)::float8 AS requests
FROM ${countedRows("day", "keys", {
  text: `organization_id = $1 AND key_id = ANY ($2)
    AND bucket >= date_trunc('day', now(), 'UTC') - ($3 - 1) * interval '1 day'`,
})}
GROUP BY key_id, bucket`;

/** Requests of each key by UTC day, oldest first, today last; every key asked for has its row. */
export async function sparklines(
  organizationId: string,
  keyIds: readonly string[],
  days = 7,
): Promise<Map<string, number[]>> {
  const { rows } = await pool().query<{ keyId: string; age: number; requests: number }>(
    SPARKLINES,
    [organizationId, keyIds, days],
  );
  const lines = new Map(keyIds.map((keyId) => [keyId, new Array<number>(days).fill(0)]));
  for (const { keyId, age, requests } of rows)
    lines.get(keyId)?.splice(days - 1 - age, 1, requests);
  return lines;
}

export type WindowsNow = { minute: number; hour: number; day: number };

const WINDOWS_NOW = `
SELECT
  CASE WHEN w.minute_bucket >= floor(c.epoch / 60) THEN w.minute_used ELSE 0 END AS minute,
  CASE WHEN w.hour_bucket >= floor(c.epoch / 3600) THEN w.hour_used ELSE 0 END AS hour,
  CASE WHEN w.day_bucket >= floor(c.epoch / 86400) THEN w.day_used ELSE 0 END AS day
FROM key_windows w JOIN api_keys k ON k.id = w.key_id
CROSS JOIN (SELECT extract(epoch FROM now()) AS epoch) c
WHERE k.organization_id = $1 AND k.id = $2`;

/** Requests charged in the windows that are open now by the database's clock. */
export async function windowsNow(organizationId: string, keyId: string): Promise<WindowsNow> {
  const { rows } = await pool().query<WindowsNow>(WINDOWS_NOW, [organizationId, keyId]);
  return rows[0] ?? { minute: 0, hour: 0, day: 0 };
}

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
export async function recentDecisions(
  organizationId: string,
  keyId: string,
  limit: number,
): Promise<RecentDecision[]> {
  const { rows } = await pool().query<RecentDecision>(RECENT_DECISIONS, [
    organizationId,
    keyId,
    limit,
  ]);
  return rows;
}

export type KeyCaller = {
  address: string | null;
  userAgent: string | null;
  requests: number;
  lastAt: Date;
};

const CALLERS = `
SELECT address, user_agent AS "userAgent", count(*)::float8 AS requests, max(at) AS "lastAt"
FROM (
  SELECT at, address, user_agent FROM usage_events
  WHERE organization_id = $1 AND key_id = $2 AND at >= now() - $3 * interval '1 hour'
  ORDER BY at DESC LIMIT 100000
) latest
GROUP BY address, user_agent
ORDER BY requests DESC, "lastAt" DESC
LIMIT 50`;

/** The 50 busiest callers of a key in the last hours, among its newest 100,000 requests. */
export async function callersOf(
  organizationId: string,
  keyId: string,
  hours = 24,
): Promise<KeyCaller[]> {
  const { rows } = await pool().query<KeyCaller>(CALLERS, [organizationId, keyId, hours]);
  return rows;
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
export async function findRequest(
  organizationId: string,
  requestId: string,
): Promise<KeyRequest | undefined> {
  const at = timeOfId(requestId);
  const range = [at - CLOCKS_MS, at + CLOCKS_MS].map((ms) => ms / 1_000);
  const { rows } = await pool().query<KeyRequest>(REQUEST, [organizationId, ...range, requestId]);
  return rows[0];
}
