import { z } from "zod";
import { groupsField, usageFilters } from "@/lib/contracts/analytics/fields";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import { customers } from "./contracts";

export const CUSTOMER_USAGE_GROUPS = ["day", "capability", "key", "integration"] as const;

/** An amount of money as decimal digits, exact. */
const moneyField = z
  .string()
  .meta({ description: "In your currency, with up to 6 decimal places.", example: "0.002" });

const sums = {
  requests: z.int().meta({ description: "All of them, refused ones too." }),
  units: z.int().meta({ description: "Charged to the quota." }),
  price: moneyField,
  cost: moneyField.optional().meta({
    description:
      "What it cost you. For owners, admins and keys with `CUSTOMERS:READ` and `ANALYTICS:READ`.",
  }),
};

export const customerUsageContract = defineContract({
  ...customers.read("customer.usage"),
  input: z.strictObject({
    id: pathId,
    from: instantField
      .optional()
      .meta({ description: "Start of the range, inclusive. The start of this month by default." }),
    to: instantField.optional().meta({ description: "End of the range, exclusive." }),
    environment: usageFilters.environment,
    groupBy: groupsField(CUSTOMER_USAGE_GROUPS),
  }),
  output: z
    .object({
      data: z.array(
        z.object({
          day: z.iso.date().optional(),
          capabilityId: z.string().nullable().optional(),
          keyId: z.string().optional(),
          integration: z.string().nullable().optional(),
          ...sums,
        }),
      ),
      totals: z.object(sums),
    })
    .meta({ id: "UsageOfCustomer" }),
  http: {
    ...customers.at("GET", "/v1/customers/{id}/usage"),
    summary: "Count what a customer used",
    description:
      "By day in UTC: the range is extended to whole days, two years at most, and is this month so far by default. " +
      "What a key used while it belonged to another customer counts for that one. " +
      "`capabilityId` is null for requests that reached none, `integration` for keys without one. " +
      "A key sees the requests of its own environment.",
  },
});
