import { z } from "zod";
import { idField } from "@/lib/contracts/fields";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

export const GRANULARITIES = ["minute", "hour", "day"] as const;

export type Granularity = (typeof GRANULARITIES)[number];

/** What narrows the requests that are counted. */
export const usageFilters = {
  environment: z.enum(ENVIRONMENTS).optional().meta({
    description: "Of the keys. A key sees its own environment; a person both when silent.",
  }),
  productId: idField("product").optional().meta({ description: "Calls of this product." }),
  surfaceId: idField("surface").optional().meta({ description: "Calls of this surface." }),
  capabilityId: idField("capability").optional().meta({ description: "Calls of this capability." }),
  keyId: idField("key").optional().meta({ description: "Requests with this key." }),
  outcome: z.enum(OUTCOMES).optional().meta({ description: "Requests that ended so." }),
};

const filters = z.object(usageFilters);

export type UsageFilters = z.output<typeof filters>;

/** Milliseconds that a share of the answers took at most, to a fifth. */
export const durationMs = z.number().nullable().meta({
  description: "To a fifth, which may be above the slowest answer; null when none was timed.",
});
