import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { idField, timestamp } from "@/lib/contracts/fields";
import { OUTCOMES } from "@/lib/core/outcome";

const GROUPS = ["key", "route", "outcome"] as const;

export type UsageGroup = (typeof GROUPS)[number];

const moment = z.iso.datetime({
  offset: true,
  error: "Not a date and time as 2026-01-31T00:00:00Z.",
});

const groupBy = z.string().superRefine((text, context) => {
  const groups = text.split(",");
  const known = groups.every((group) => GROUPS.some((each) => each === group));
  if (known && new Set(groups).size === groups.length) return;
  context.addIssue({
    code: "custom",
    message: `Use any of ${GROUPS.join(", ")}, each once, separated by commas.`,
  });
});

export const usageContract = defineContract({
  name: "analytics.usage",
  kind: "read",
  need: { permission: "ANALYTICS:READ" },
  input: z.strictObject({
    granularity: z.enum(["hour", "day"]).default("day"),
    from: moment.optional(),
    to: moment.optional(),
    keyId: idField("key").optional(),
    route: z.string().min(1).max(500).optional(),
    outcome: z.enum(OUTCOMES).optional(),
    groupBy: groupBy.optional(),
  }),
  output: z
    .object({
      data: z.array(
        z.object({
          bucket: timestamp,
          keyId: z.string().optional(),
          route: z.string().optional(),
          outcome: z.string().optional(),
          requests: z.int(),
          averageDurationMs: z.number(),
        }),
      ),
      totals: z.object({ requests: z.int() }),
      from: timestamp,
      to: timestamp,
      granularity: z.enum(["hour", "day"]),
    })
    .meta({ id: "Usage" }),
  http: {
    method: "GET",
    path: "/v1/analytics/usage",
    status: 200,
    tag: "Analytics",
    summary: "Count requests",
    description:
      "Requests by hour or day in UTC, at most two years. The range is widened to whole buckets; " +
      "`from` and `to` in the answer say what was counted. Without a range: the last 24 hours or " +
      "30 days. Buckets without requests are left out.",
  },
});
