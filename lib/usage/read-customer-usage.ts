import "server-only";
import { readRows } from "@/lib/db/pool";
import type { Environment } from "@/lib/policy/roles";
import { meteredRows } from "./read-roll-ups";

/** What the usage of customers can be told apart by; keys and capabilities by their ids. */
const GROUPS = {
  day: "to_char(bucket AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
  capability: "nullif(capability_id, '')",
  key: "key_id",
  integration: "nullif(integration, '')",
} as const;

export type CustomerUsageGroup = keyof typeof GROUPS;

export type CustomerUsageScope = {
  organizationId: string;
  customerId: string;
  environment: Environment | undefined;
  /** Whole days in UTC. */
  from: Date;
  to: Date;
  groups: readonly CustomerUsageGroup[];
  limit: number;
};

export type MeteredSum = Record<CustomerUsageGroup, string | null> & {
  requests: number;
  units: number;
  /** Millionths of the currency, in decimal digits. */
  price: string;
  cost: string;
};

const ROWS = meteredRows("day", {
  text: "organization_id = $1 AND customer_id = $2 AND bucket >= $3 AND bucket < $4",
});

/** What a customer used, in groups; those without requests are left out. */
export function readCustomerUsage(scope: CustomerUsageScope): Promise<MeteredSum[]> {
  const { organizationId, customerId, environment, from, to, groups, limit } = scope;
  const grouped = groups.map((group) => `${GROUPS[group]} AS "${group}"`);
  const places = groups.map((_, at) => at + 1).join(", ");
  return readRows(
    `SELECT ${[...grouped, ""].join(", ")}
       sum(requests)::float8 AS requests, sum(units)::float8 AS units,
       sum(price)::text AS price, sum(cost)::text AS cost
     FROM ${ROWS} WHERE $5::text IS NULL OR environment::text = $5
     ${places && `GROUP BY ${places}`} HAVING sum(requests) > 0 ${places && `ORDER BY ${places}`}
     LIMIT $6`,
    [organizationId, customerId, from, to, environment ?? null, limit],
  );
}
