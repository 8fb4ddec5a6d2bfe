import { z } from "zod";
import { idField } from "@/lib/contracts/fields";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

export const GRANULARITIES = ["minute", "hour", "day"] as const;

export type Granularity = (typeof GRANULARITIES)[number];

export const moment = z.iso.datetime({
  offset: true,
  error: "Not a date and time as 2026-01-31T00:00:00Z.",
});

/** What narrows the requests that are counted. */
export const usageFilters = {
  environment: z.enum(ENVIRONMENTS).optional().meta({
    description: "Of the keys. A key sees its own environment; a person both when silent.",
  }),
  productId: idField("product").optional(),
  surfaceId: idField("surface").optional(),
  capabilityId: idField("capability").optional(),
  keyId: idField("key").optional(),
  outcome: z.enum(OUTCOMES).optional(),
};

const filters = z.object(usageFilters);

export type UsageFilters = z.output<typeof filters>;

/** Milliseconds that a share of the answers took at most, to a fifth. */
export const durationMs = z.number().nullable().meta({
  description: "To a fifth, which may be above the slowest answer; null when none was timed.",
});
