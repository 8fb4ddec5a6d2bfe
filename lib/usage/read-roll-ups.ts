import "server-only";
import type { Granularity, UsageFilters } from "@/lib/contracts/analytics/fields";

/** What counts are told apart by: everything, or as little as makes them few. */
export type Detail = "whole" | "keys" | "speeds";

/** Minutes are kept whole only: nobody reads many of them. */
export const ROLL_UP_TABLES = {
  minute: { whole: "usage_minutes", keys: "usage_minutes", speeds: "usage_minutes" },
  hour: { whole: "usage_hours", keys: "usage_key_hours", speeds: "usage_speed_hours" },
  day: { whole: "usage_days", keys: "usage_key_days", speeds: "usage_speed_days" },
} as const satisfies Record<Granularity, Record<Detail, string>>;

/** Hours and days are rolled up, and months are closed, before this moment; a subquery. */
export function horizonOf(unit: "hour" | "day" | "month"): string {
  return `(SELECT until FROM usage_horizons WHERE unit = '${unit}')`;
}

/** The beginning of the column `month`, a date. */
export const STATED_MONTH = "(month::timestamp AT TIME ZONE 'UTC')";

/** The month on whose statement stands what was sold at an instant: a closed one never changes. */
export function statementOf(instant: string): string {
  return `greatest(date_trunc('month', ${instant}, 'UTC') AT TIME ZONE 'UTC',
    ${horizonOf("month")} AT TIME ZONE 'UTC')::date`;
}

/** Requests of an organization in buckets that begin at or after `from` and before `to`. */
export type UsageScope = UsageFilters & {
  organizationId: string;
  granularity: Granularity;
  from: Date;
  to: Date;
  route?: string | undefined;
};

const COLUMNS = {
  whole: "key_id, secret_id, route, outcome, capability_id, speed, requests, duration_us",
  keys: "key_id, capability_id, outcome, requests",
  speeds: "outcome, speed, requests",
} as const satisfies Record<Detail, string>;

/** The conditions of a scope, and the values of its parameters from $1 on. */
export type Conditions = { text: string; values: unknown[] };

/** Where counts are that no roll-up of a unit holds yet: in finer ones, after its horizon. */
const FINER = {
  minute: [],
  hour: [{ unit: "minute", after: ["hour"] }],
  day: [
    { unit: "hour", after: ["day"] },
    { unit: "minute", after: ["day", "hour"] },
  ],
} as const;

/**
 * What conditions count, for a FROM: rolled up, in a finer roll-up still, or waiting. One statement
 * sees each request in one of them, so its sums are exact.
 */
export function countedRows(
  granularity: Granularity,
  detail: Detail,
  { text }: Pick<Conditions, "text">,
): string {
  const columns = COLUMNS[detail];
  const start = `date_trunc('${granularity}', bucket, 'UTC') AS bucket`;
  const parts = [
    `SELECT bucket, ${columns} FROM ${ROLL_UP_TABLES[granularity][detail]} WHERE ${text}`,
    ...FINER[granularity].map(({ unit, after }) => {
      const since = after.map((horizon) => `bucket >= ${horizonOf(horizon)}`).join(" AND ");
      return `SELECT ${start}, ${columns} FROM ${ROLL_UP_TABLES[unit][detail]} WHERE ${text} AND ${since}`;
    }),
    `SELECT ${start}, ${columns} FROM usage_deltas WHERE ${text}`,
  ];
  return `(${parts.join(" UNION ALL ")}) AS counted`;
}

const METERED = "customer_id, integration, key_id, capability_id, outcome";
export const METERED_SUMS = ["requests", "units", "overage_units", "price", "cost"] as const;

/** Roll-ups of what customers used, each whole up to what waits. */
export const CUSTOMER_TABLES = { hour: "customer_hours", day: "customer_days" } as const;

/** What conditions count of what customers used, for a FROM: rolled up, or waiting. */
export function meteredRows(unit: "hour" | "day", { text }: Pick<Conditions, "text">): string {
  const columns = `${METERED}, ${METERED_SUMS.join(", ")}`;
  return `(
    SELECT bucket, environment, ${columns} FROM ${CUSTOMER_TABLES[unit]} WHERE ${text}
    UNION ALL SELECT date_trunc('${unit}', bucket, 'UTC'),
      (SELECT environment FROM api_keys WHERE id = key_id), ${columns}
    FROM usage_deltas WHERE customer_id <> '' AND ${text}
  ) AS metered`;
}

/** Whether it takes in every key and capability. */
export function isWide(scope: UsageScope): boolean {
  const { keyId, capabilityId, environment, productId, surfaceId } = scope;
  return [keyId, capabilityId, environment, productId, surfaceId].every((id) => id === undefined);
}

export function conditionsOf(scope: UsageScope): Conditions {
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
