import "server-only";
import { pool } from "@/lib/db/pool";

type UsageQuery = {
  organizationId: string;
  granularity: "hour" | "day";
  /** Buckets that begin at or after `from` and before `to`. */
  from: Date;
  to: Date;
  keyId?: string;
  route?: string;
  outcome?: string;
  groups: { key: boolean; route: boolean; outcome: boolean };
  /** At most this many rows. */
  limit: number;
};

/** Requests of a bucket; null for what is not told apart. */
export type UsageCount = {
  bucket: Date;
  keyId: string | null;
  route: string | null;
  outcome: string | null;
  requests: number;
  durationUs: number;
};

const TABLES = { hour: "usage_hours", day: "usage_days" } as const;

function statement(granularity: UsageQuery["granularity"]): string {
  return `
    SELECT bucket,
      CASE WHEN $4 THEN key_id END AS "keyId",
      CASE WHEN $5 THEN route END AS route,
      CASE WHEN $6 THEN outcome END AS outcome,
      sum(requests)::float8 AS requests, sum(duration_us)::float8 AS "durationUs"
    FROM ${TABLES[granularity]}
    WHERE organization_id = $1 AND bucket >= $2 AND bucket < $3
      AND ($7::text IS NULL OR key_id = $7)
      AND ($8::text IS NULL OR route = $8)
      AND ($9::text IS NULL OR outcome = $9)
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT $10`;
}

/** Counts of an organization by bucket, in order; buckets without requests are left out. */
export async function readUsageCounts(query: UsageQuery): Promise<UsageCount[]> {
  const { groups } = query;
  const { rows } = await pool().query<UsageCount>(statement(query.granularity), [
    query.organizationId,
    query.from,
    query.to,
    groups.key,
    groups.route,
    groups.outcome,
    query.keyId ?? null,
    query.route ?? null,
    query.outcome ?? null,
    query.limit,
  ]);
  return rows;
}
