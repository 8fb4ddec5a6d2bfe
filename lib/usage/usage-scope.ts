import "server-only";
import type { Granularity, UsageFilters } from "@/lib/contracts/usage-fields";

/** Requests of an organization in buckets that begin at or after `from` and before `to`. */
export type UsageScope = UsageFilters & {
  organizationId: string;
  granularity: Granularity;
  from: Date;
  to: Date;
  route?: string | undefined;
};

/** A part of a statement, and the values of its parameters from $1 on. */
type Part = { text: string; values: unknown[] };

const TABLES = { minute: "usage_minutes", hour: "usage_hours", day: "usage_days" } as const;

const COLUMNS = "key_id, route, outcome, capability_id, speed, requests, duration_us";

/**
 * What a scope counts, for a FROM: rolled up or still waiting to be. One statement sees each
 * request in one of the two, so its sums are exact.
 */
export function countedRows(scope: UsageScope): Part {
  const { text, values } = conditions(scope);
  const { granularity } = scope;
  const start = `date_trunc('${granularity}', bucket, 'UTC')`;
  return {
    text: `(
      SELECT bucket, ${COLUMNS} FROM ${TABLES[granularity]} WHERE ${text}
      UNION ALL
      SELECT ${start} AS bucket, ${COLUMNS} FROM usage_deltas WHERE ${text}
    ) AS counted`,
    values,
  };
}

function conditions(scope: UsageScope): Part {
  const values: unknown[] = [scope.organizationId, scope.from, scope.to];
  const parts = ["organization_id = $1", "bucket >= $2", "bucket < $3"];
  const narrow = (column: string, value: string | undefined, to: string[]) => {
    if (value !== undefined) to.push(`${column} = $${values.push(value)}`);
  };
  narrow("key_id", scope.keyId, parts);
  narrow("route", scope.route, parts);
  narrow("outcome", scope.outcome, parts);
  narrow("capability_id", scope.capabilityId, parts);
  const ofKey: string[] = [];
  narrow("environment::text", scope.environment, ofKey);
  narrow("product_id", scope.productId, ofKey);
  narrow("surface_id", scope.surfaceId, ofKey);
  if (ofKey.length > 0) {
    const keys = `SELECT id FROM api_keys WHERE organization_id = $1 AND ${ofKey.join(" AND ")}`;
    parts.push(`key_id IN (${keys})`);
  }
  return { text: parts.join(" AND "), values };
}
