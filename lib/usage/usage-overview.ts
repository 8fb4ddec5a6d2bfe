import "server-only";
import type { Outcome } from "@/lib/core/outcome";
import { pool } from "@/lib/db/pool";
import { countedRows, type UsageScope } from "@/lib/usage/usage-scope";

type OverviewScope = UsageScope & {
  /** Where the time in question begins; what lies between `from` and it is only added up. */
  since: Date;
};

/** Requests by outcome, or by class of speed, of a bucket; of all the time before when null. */
type BucketCount = { at: Date | null; requests: number };

export type OverviewCounts = {
  outcomes: (BucketCount & { outcome: Outcome })[];
  speeds: (BucketCount & { speed: number })[];
  /** Since the time in question begins; a key is null for all that are not listed. */
  keys: {
    keyId: string | null;
    capabilityId: string | null;
    outcome: Outcome;
    requests: number;
  }[];
  keyCount: number;
};

type Row = {
  part: "outcome" | "speed" | "key" | "count";
  at: Date | null;
  keyId: string | null;
  capabilityId: string | null;
  outcome: Outcome | null;
  speed: number | null;
  requests: number;
};

/** How many keys are listed for their requests, and for those that a limit refused. */
const BUSIEST = 50;
const MOST_LIMITED = 20;

function statement(source: string, since: string): string {
  return `
  WITH grouped AS MATERIALIZED (
    SELECT at, current, key_id, capability_id, outcome, speed, sum(requests) AS requests,
      grouping(key_id) = 0 AS by_key, grouping(speed) = 0 AS by_speed
    FROM (
      SELECT CASE WHEN bucket >= ${since} THEN bucket END AS at, bucket >= ${since} AS current,
        key_id, capability_id, outcome, speed, requests
      FROM ${source}
    ) AS seen
    GROUP BY GROUPING SETS ((at, outcome), (at, speed), (current, key_id, capability_id, outcome))
  ),
  keyed AS (
    SELECT key_id, capability_id, outcome, requests FROM grouped WHERE by_key AND current
  ),
  ranked AS (
    SELECT key_id, sum(requests) AS requests,
      sum(requests) FILTER (WHERE outcome = 'limited') AS limited
    FROM keyed GROUP BY key_id
  ),
  listed AS (
    (SELECT key_id FROM ranked ORDER BY requests DESC, key_id LIMIT ${BUSIEST})
    UNION
    (SELECT key_id FROM ranked WHERE limited > 0 ORDER BY limited DESC, key_id
     LIMIT ${MOST_LIMITED})
  )
  SELECT CASE WHEN by_speed THEN 'speed' ELSE 'outcome' END AS part, at,
    NULL AS "keyId", NULL AS "capabilityId", outcome, speed, requests::float8 AS requests
  FROM grouped WHERE NOT by_key
  UNION ALL
  SELECT 'key', NULL, l.key_id, nullif(k.capability_id, ''), k.outcome, NULL,
    sum(k.requests)::float8
  FROM keyed k LEFT JOIN listed l ON l.key_id = k.key_id
  GROUP BY l.key_id, k.capability_id, k.outcome
  UNION ALL
  SELECT 'count', NULL, NULL, NULL, NULL, NULL, count(*)::float8 FROM ranked`;
}

/** Everything that is counted of a scope, of one moment, from one pass over the roll-ups. */
export async function readUsageOverview(scope: OverviewScope): Promise<OverviewCounts> {
  const { text, values } = countedRows(scope);
  const { rows } = await pool().query<Row>(
    statement(text, `$${values.push(scope.since)}::timestamptz`),
    values,
  );
  const counts: OverviewCounts = { outcomes: [], speeds: [], keys: [], keyCount: 0 };
  for (const { part, at, keyId, capabilityId, outcome, speed, requests } of rows) {
    if (part === "speed" && speed !== null) counts.speeds.push({ at, speed, requests });
    if (part === "outcome" && outcome) counts.outcomes.push({ at, outcome, requests });
    if (part === "key" && outcome) counts.keys.push({ keyId, capabilityId, outcome, requests });
    if (part === "count") counts.keyCount = requests;
  }
  return counts;
}
