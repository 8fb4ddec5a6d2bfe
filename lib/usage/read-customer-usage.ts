import "server-only";
import { readRows } from "@/lib/db/pool";
import type { Environment } from "@/lib/policy/roles";
import { meteredRows } from "./read-roll-ups";

/** What the usage of customers can be told apart by; keys and capabilities by their ids. */
const GROUPS = {
  day: "to_char(bucket AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
  customer: "customer_id",
  capability: "nullif(capability_id, '')",
  key: "key_id",
  integration: "nullif(integration, '')",
} as const;

export type CustomerUsageGroup = keyof typeof GROUPS;

export type CustomerUsageScope = {
  organizationId: string;
  /** In whole hours or days in UTC. */
  unit?: "hour" | "day";
  from: Date;
  to: Date;
  customerId?: string | undefined;
  integration?: string | undefined;
  keyId?: string | undefined;
  capabilityId?: string | undefined;
  environment: Environment | undefined;
  groups: readonly CustomerUsageGroup[];
  /** Most of it first; in the order of the groups without it. */
  measure?: "requests" | "units" | "price" | "cost";
  limit: number;
};

export type MeteredSum = Record<CustomerUsageGroup, string | null> & {
  requests: number;
  units: number;
  /** Millionths of the currency, in decimal digits. */
  price: string;
  cost: string;
};

/** What customers used, in groups; those without requests are left out. */
export function readCustomerUsage(scope: CustomerUsageScope): Promise<MeteredSum[]> {
  const { organizationId, unit = "day", from, to, groups, measure, limit } = scope;
  const values: unknown[] = [organizationId, from, to, limit];
  const parts = ["organization_id = $1", "bucket >= $2", "bucket < $3"];
  for (const column of ["customer", "integration", "key", "capability"] as const) {
    const value = scope[column === "integration" ? column : (`${column}Id` as const)];
    const name = column === "integration" ? column : `${column}_id`;
    if (value !== undefined) parts.push(`${name} = $${values.push(value)}`);
  }
  const { environment } = scope;
  const seen = environment && `WHERE environment::text = $${values.push(environment)}`;
  const grouped = groups.map((group) => `${GROUPS[group]} AS "${group}",`);
  const places = groups.map((_, at) => at + 1).join(", ");
  const order = [...(measure ? [`sum(${measure}) DESC`] : []), ...(places ? [places] : [])];
  return readRows(
    `SELECT ${grouped.join(" ")}
       sum(requests)::float8 AS requests, sum(units)::float8 AS units,
       sum(price)::text AS price, sum(cost)::text AS cost
     FROM ${meteredRows(unit, { text: parts.join(" AND ") })} ${seen ?? ""}
     ${places && `GROUP BY ${places}`} HAVING sum(requests) > 0
     ${order.length > 0 ? `ORDER BY ${order.join(", ")}` : ""} LIMIT $4`,
    values,
  );
}

const ANY_AMOUNT = "organization_id = $1 AND (price <> 0 OR cost <> 0)";

const AMOUNTS = `
SELECT EXISTS (SELECT FROM customer_days WHERE ${ANY_AMOUNT})
  OR EXISTS (SELECT FROM usage_deltas WHERE ${ANY_AMOUNT}) AS any`;

/** Whether any call of an organization has a price or a cost. */
export async function hasAmounts(organizationId: string): Promise<boolean> {
  const [row] = await readRows<{ any: boolean }>(AMOUNTS, [organizationId]);
  return row?.any ?? false;
}
