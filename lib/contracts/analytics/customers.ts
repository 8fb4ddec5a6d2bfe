import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { filterText, idField, timestamp } from "@/lib/contracts/fields";
import { CUSTOMER_GROUPS, CUSTOMER_MEASURES } from "@/lib/core/customers";
import { usageFilters } from "./fields";
import { usageOverviewContract } from "./overview";

const { range, from, to } = usageOverviewContract.input.shape;

const sums = z.object({
  requests: z.int(),
  units: z.int(),
  price: z.string(),
  /** Absent for those who may not see it. */
  cost: z.string().optional(),
});

const output = z.object({
  /** The most of the measure first. */
  rows: z.array(
    sums.extend({
      /** Null for calls without the like. */
      id: z.string().nullable(),
      /** Null when it is gone. */
      name: z.string().nullable(),
    }),
  ),
  hasMore: z.boolean(),
  totals: sums,
  /** Customers with requests in the range, and the chosen one. */
  customers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Of the chosen customer, or of all. */
  integrations: z.array(z.string()),
  timestamp,
});

/** What customers used, for the page about usage: in whole hours, or days where those are shown. */
export const customersUsageContract = defineContract({
  name: "usage.customers",
  need: { permission: "CUSTOMERS:READ" },
  input: z.strictObject({
    ...{ range, from, to },
    environment: usageFilters.environment,
    capabilityId: usageFilters.capabilityId,
    keyId: usageFilters.keyId,
    customerId: idField("customer").optional(),
    integration: filterText(255),
    groupBy: z.enum(CUSTOMER_GROUPS).default("customer"),
    measure: z.enum(CUSTOMER_MEASURES).default("requests"),
  }),
  output,
});

export type CustomersQuery = z.input<typeof customersUsageContract.input>;
export type CustomersUsage = z.output<typeof output>;
export type CustomersRow = CustomersUsage["rows"][number];
