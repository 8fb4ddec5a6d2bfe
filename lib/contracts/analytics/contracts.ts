import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { filterText, timestamp } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { durationMs, GRANULARITIES, groupsField, usageFilters } from "./fields";

export const USAGE_GROUPS = [
  "key",
  "route",
  "outcome",
  "capability",
  "product",
  "surface",
  "environment",
] as const;

export type UsageGroup = (typeof USAGE_GROUPS)[number];

const durations = { p50DurationMs: durationMs, p95DurationMs: durationMs };

const named = z.string().nullable().optional();

export const usageContract = defineContract({
  name: "analytics.usage",
  need: { permission: "ANALYTICS:READ" },
  input: z.strictObject({
    granularity: z
      .enum(GRANULARITIES)
      .default("day")
      .meta({ description: "How long a bucket is." }),
    from: instantField.optional().meta({ description: "Start of the range, inclusive." }),
    to: instantField.optional().meta({ description: "End of the range, exclusive." }),
    ...usageFilters,
    route: filterText(500).meta({
      description: "Only requests to this path, such as `/v1/flows/{id}`.",
    }),
    groupBy: groupsField(USAGE_GROUPS),
  }),
  output: z
    .object({
      data: z.array(
        z.object({
          bucket: timestamp,
          keyId: z.string().optional(),
          route: z.string().optional(),
          outcome: z.string().optional(),
          capabilityId: named,
          productId: named,
          surfaceId: named,
          environment: z.enum(ENVIRONMENTS).nullable().optional(),
          requests: z.int(),
          averageDurationMs: z.number(),
          ...durations,
        }),
      ),
      totals: z.object({ requests: z.int(), ...durations }),
      from: timestamp,
      to: timestamp,
      granularity: z.enum(GRANULARITIES),
    })
    .meta({ id: "Usage" }),
  http: {
    method: "GET",
    path: "/v1/analytics/usage",
    status: 200,
    tag: "Analytics",
    summary: "Count requests",
    description:
      "Requests by minute, hour or day in UTC; at most a week of minutes, two years otherwise. " +
      "The range is extended to whole buckets; `from` and `to` in the response say what was counted. " +
      "Without a range: the last hour, 24 hours or 30 days. Buckets without requests are omitted. " +
      "A key sees the requests of its own environment. Percentiles are approximate, up to 20% above the slowest response; " +
      "`capabilityId`, `productId` and `surfaceId` are null for requests without one. " +
      "Requests are counted a moment after the response.",
  },
});
