import "server-only";
import type { UsageGroup } from "@/lib/contracts/analytics/contracts";
import type { Outcome } from "@/lib/core/outcome";
import { readRows } from "@/lib/db/pool";
import type { Environment } from "@/lib/policy/roles";
import { conditionsOf, countedRows, type Detail, isWide, type UsageScope } from "./read-roll-ups";

type UsageQuery = UsageScope & {
  groups: readonly UsageGroup[];
  /** At most this many rows. */
  limit: number;
};

/** Requests of a bucket; null for what is not told apart, and for what they had none of. */
export type UsageCount = Record<Exclude<UsageGroup, "environment">, string | null> & {
  bucket: Date;
  environment: Environment | null;
  requests: number;
  durationUs: number;
  /** Classes of speed, and the requests of each. */
  speeds: number[];
  counts: number[];
};

const GROUP_COLUMNS: Record<UsageGroup, string> = {
  key: "key_id",
  route: "route",
  outcome: "outcome",
  capability: "nullif(capability_id, '')",
  product: "k.product_id",
  surface: "k.surface_id",
  environment: "k.environment::text",
};

const GROUPS = Object.entries(GROUP_COLUMNS);
const POSITIONS = GROUPS.map((_, index) => index + 2).join(", ");

/** Counts of an organization by bucket, in order; buckets without requests are left out. */
export function readUsageCounts(query: UsageQuery): Promise<UsageCount[]> {
  const conditions = conditionsOf(query);
  const { values } = conditions;
  const grouped = new Set<string>(query.groups);
  const columns = GROUPS.map(
    ([group, column]) => `${grouped.has(group) ? column : "NULL::text"} AS "${group}"`,
  );
  const names = GROUPS.map(([group]) => `"${group}"`).join(", ");
  return readRows(
    `SELECT bucket, ${names}, sum(requests)::float8 AS requests,
      sum(duration_us)::float8 AS "durationUs",
      array_agg(speed) AS speeds, array_agg(requests::float8) AS counts
    FROM (
      SELECT bucket, ${columns.join(", ")}, sum(requests) AS requests,
        sum(duration_us) AS duration_us, speed
      FROM ${countedRows(query.granularity, "whole", conditions)}
        LEFT JOIN api_keys k ON k.id = counted.key_id
      GROUP BY 1, ${POSITIONS}, speed HAVING sum(requests) <> 0
    ) classes
    GROUP BY 1, ${POSITIONS} ORDER BY 1, ${POSITIONS} LIMIT $${values.push(query.limit)}`,
    values,
  );
}

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
const MAX_KEYS = 50;
const MAX_LIMITED_KEYS = 20;

type Sources = { outcomes: string; speeds: string; keys: string };

function statement({ outcomes, speeds, keys }: Sources, since: string): string {
  const at = `CASE WHEN bucket >= ${since} THEN bucket END`;
  return `
  WITH keyed AS MATERIALIZED (
    SELECT key_id, capability_id, outcome, sum(requests) AS requests
    FROM ${keys} WHERE bucket >= ${since} GROUP BY 1, 2, 3
  ),
  ranked AS (
    SELECT key_id, sum(requests) AS requests,
      sum(requests) FILTER (WHERE outcome = 'limited') AS limited
    FROM keyed GROUP BY key_id
  ),
  listed AS (
    (SELECT key_id FROM ranked ORDER BY requests DESC, key_id LIMIT ${MAX_KEYS})
    UNION
    (SELECT key_id FROM ranked WHERE limited > 0 ORDER BY limited DESC, key_id
     LIMIT ${MAX_LIMITED_KEYS})
  )
  SELECT 'outcome' AS part, ${at} AS at, NULL AS "keyId", NULL AS "capabilityId", outcome,
    NULL::smallint AS speed, sum(requests)::float8 AS requests
  FROM ${outcomes} GROUP BY 2, outcome
  UNION ALL
  SELECT 'speed', ${at} AS at, NULL, NULL, NULL, speed, sum(requests)::float8
  FROM ${speeds} GROUP BY 2, speed
  UNION ALL
  SELECT 'key', NULL, l.key_id, nullif(k.capability_id, ''), k.outcome, NULL,
    sum(k.requests)::float8
  FROM keyed k LEFT JOIN listed l ON l.key_id = k.key_id
  GROUP BY l.key_id, k.capability_id, k.outcome
  UNION ALL
  SELECT 'count', NULL, NULL, NULL, NULL, NULL, count(*)::float8 FROM ranked`;
}

/** Everything that is counted of a scope, of one moment, from the smallest roll-ups that tell it. */
export async function readUsageOverview(scope: OverviewScope): Promise<OverviewCounts> {
  const conditions = conditionsOf(scope);
  const { values } = conditions;
  const rowsOf = (detail: Detail) => countedRows(scope.granularity, detail, conditions);
  const sources = isWide(scope)
    ? { outcomes: rowsOf("speeds"), speeds: rowsOf("speeds"), keys: rowsOf("keys") }
    : { outcomes: rowsOf("keys"), speeds: rowsOf("whole"), keys: rowsOf("keys") };
  const since = `$${values.push(scope.since)}::timestamptz`;
  const rows = await readRows<Row>(statement(sources, since), values);
  const counts: OverviewCounts = { outcomes: [], speeds: [], keys: [], keyCount: 0 };
  for (const { part, at, keyId, capabilityId, outcome, speed, requests } of rows) {
    // Interrupted requests that turned out to have ended are taken back.
    if (requests === 0) continue;
    if (part === "speed" && speed !== null) counts.speeds.push({ at, speed, requests });
    if (part === "outcome" && outcome) counts.outcomes.push({ at, outcome, requests });
    if (part === "key" && outcome) counts.keys.push({ keyId, capabilityId, outcome, requests });
    if (part === "count") counts.keyCount = requests;
  }
  return counts;
}
