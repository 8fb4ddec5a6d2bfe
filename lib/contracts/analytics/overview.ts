import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { timestamp } from "@/lib/contracts/fields";
import { instantField } from "@/lib/contracts/instant";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { GRANULARITIES, usageFilters } from "./fields";

/** Ranges that end now, in whole buckets: the current one is the last. */
export const USAGE_RANGES = {
  "1h": { granularity: "minute", buckets: 60 },
  "24h": { granularity: "hour", buckets: 24 },
  "7d": { granularity: "hour", buckets: 168 },
  "30d": { granularity: "day", buckets: 30 },
  "90d": { granularity: "day", buckets: 90 },
} as const;

const RANGE_NAMES = ["1h", "24h", "7d", "30d", "90d"] as const;

export type UsageRangeName = (typeof RANGE_NAMES)[number];

const outcome = z.enum(OUTCOMES);
const outcomes = z.partialRecord(outcome, z.int());

/** Microseconds, to a fifth, which may be above the slowest; null when nothing was timed. */
const duration = z.number().nullable();

const summary = z.object({ requests: z.int(), outcomes, p50: duration, p95: duration });

const key = z.object({
  id: z.string(),
  /** Null when nothing is known of the key any more. */
  facts: z
    .object({
      kind: z.enum(["platform", "surface"]),
      name: z.string(),
      maskedKey: z.string(),
      environment: z.enum(ENVIRONMENTS),
      productId: z.string().nullable(),
      surfaceId: z.string().nullable(),
      revoked: z.boolean(),
      /** Not once its surface is gone. */
      hasPage: z.boolean(),
    })
    .nullable(),
});

const capability = z.object({
  /** Null for requests that reached no capability. */
  id: z.string().nullable(),
  /** Null when it is gone. */
  name: z.string().nullable(),
  productId: z.string().nullable(),
  requests: z.int(),
});

const cell = z.object({ capabilityId: z.string().nullable(), requests: z.int() });

const counts = { requests: z.int(), outcomes, capabilities: z.array(cell) };

const overview = z.object({
  range: z.object({
    from: timestamp,
    to: timestamp,
    granularity: z.enum(GRANULARITIES),
  }),
  current: summary,
  /** The time of the same length before. */
  previous: summary,
  /** In order; those without requests are left out. */
  buckets: z.array(summary.extend({ at: timestamp })),
  /** The busiest and the most limited, most requests first. */
  keys: z.array(key.extend(counts)),
  /** Of all keys with requests, those listed and the others. */
  keyCount: z.int(),
  /** What the keys that are not listed add up to. */
  otherKeys: z.object(counts),
  /** Every capability that was called, most requests first. */
  capabilities: z.array(capability),
  errors: z.array(z.object({ outcome, capabilityId: z.string().nullable(), requests: z.int() })),
  timestamp,
});

export type UsageOverview = z.output<typeof overview>;
export type UsageSummary = z.output<typeof summary>;
export type UsageKey = UsageOverview["keys"][number];
export type UsageCapability = UsageOverview["capabilities"][number];

/** Everything that the page about usage shows, in one read. */
export const usageOverviewContract = defineContract({
  name: "usage.overview",
  need: { permission: "ANALYTICS:READ" },
  input: z.strictObject({
    range: z.enum(RANGE_NAMES).optional(),
    from: instantField.optional(),
    to: instantField.optional(),
    ...usageFilters,
  }),
  output: overview,
});

export type UsageQuery = z.input<typeof usageOverviewContract.input>;

const choice = z.object({ id: z.string(), name: z.string() });

const choices = z.object({
  products: z.array(choice.extend({ surfaces: z.array(choice), capabilities: z.array(choice) })),
  /** The newest that match the search; the chosen one first. */
  keys: z.array(choice.extend({ maskedKey: z.string(), environment: z.enum(ENVIRONMENTS) })),
});

export type UsageChoices = z.output<typeof choices>;

/** What the filters of the page about usage offer. */
export const usageChoicesContract = defineContract({
  name: "usage.choices",
  need: { permission: "ANALYTICS:READ" },
  input: z.strictObject({
    search: z.string().trim().max(255).optional(),
    keyId: usageFilters.keyId,
    productId: usageFilters.productId,
    surfaceId: usageFilters.surfaceId,
  }),
  output: choices,
});
