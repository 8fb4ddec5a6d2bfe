import "server-only";
import type { UsageGroup } from "@/lib/contracts/analytics";
import { pool } from "@/lib/db/pool";
import type { Environment } from "@/lib/policy/roles";
import { conditionsOf, countedRows, type UsageScope } from "./roll-ups";

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
export async function readUsageCounts(query: UsageQuery): Promise<UsageCount[]> {
  const conditions = conditionsOf(query);
  const { values } = conditions;
  const grouped = new Set<string>(query.groups);
  const columns = GROUPS.map(
    ([group, column]) => `${grouped.has(group) ? column : "NULL::text"} AS "${group}"`,
  );
  const names = GROUPS.map(([group]) => `"${group}"`).join(", ");
  const { rows } = await pool().query<UsageCount>(
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
  return rows;
}
