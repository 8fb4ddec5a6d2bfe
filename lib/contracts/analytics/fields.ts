import { z } from "zod";
import { idField } from "@/lib/contracts/fields";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

export const GRANULARITIES = ["minute", "hour", "day"] as const;

export type Granularity = (typeof GRANULARITIES)[number];

/** What narrows the requests that are counted. */
export const usageFilters = {
  environment: z.enum(ENVIRONMENTS).optional().meta({
    description:
      "The environment of the keys. A key sees its own environment; a signed-in person sees both by default.",
  }),
  productId: idField("product").optional().meta({ description: "Calls of this product." }),
  surfaceId: idField("surface").optional().meta({ description: "Calls of this surface." }),
  capabilityId: idField("capability").optional().meta({ description: "Calls of this capability." }),
  keyId: idField("key").optional().meta({ description: "Requests with this key." }),
  outcome: z.enum(OUTCOMES).optional().meta({ description: "Requests with this outcome." }),
};

const filters = z.object(usageFilters);

export type UsageFilters = z.output<typeof filters>;

/** Milliseconds that a share of the answers took at most, to a fifth. */
export const durationMs = z.number().nullable().meta({
  description: "Approximate, up to 20% above the slowest response. Null if none was timed.",
});

/** Some of the names of what counts can be told apart by, in any order. */
export function groupsField(names: readonly string[]) {
  const listed = names.join(", ");
  return z
    .string()
    .superRefine((text, context) => {
      const groups = text.split(",");
      const known = groups.every((group) => names.includes(group));
      if (known && new Set(groups).size === groups.length) return;
      const message = `Use any of ${listed}, each once, separated by commas.`;
      context.addIssue({ code: "custom", message });
    })
    .optional()
    .meta({ description: `What to group by: any of ${listed}, separated by commas.` });
}
