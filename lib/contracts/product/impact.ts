import { z } from "zod";
import { Resource } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { idField, pathId } from "@/lib/contracts/fields";
import { caller } from "@/lib/contracts/key/view";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { ofProduct } from "./fields";

const products = new Resource("Products", "PRODUCTS");
const surfaces = new Resource("Surfaces", "PRODUCTS");

const impact = z
  .object({
    keys: z
      .array(
        z.object({
          id: z.string(),
          surfaceId: z.string(),
          name: z.string().nullable(),
          maskedKey: z.string(),
          customer: z.string().nullable(),
          environment: z.enum(ENVIRONMENTS),
          scoped: z.boolean(),
          requests: z.int().meta({ description: "Calls of the last 7 days." }),
        }),
      )
      .meta({
        description:
          "Active keys that can call it, busiest first. At most 50, for callers who can read surface keys.",
      }),
    keysHasMore: z.boolean().meta({ description: "Whether there are more." }),
    keysUrl: z.string().nullable().meta({
      description:
        "The path that lists all of them. Null for a capability on several surfaces; each surface lists its keys by `capabilityId`.",
    }),
    keyCount: z.int().meta({ description: "Total for all of them." }),
    callers: z.array(caller).meta({
      description:
        "Who called it in the last 7 days, busiest first. At most 50, for callers who can read surface keys.",
    }),
    callersHasMore: z.boolean().meta({
      description: "Whether there were more; `/v1/analytics/usage` counts the calls of all.",
    }),
    requests: z.int().meta({ description: "Calls of the last 7 days." }),
  })
  .meta({ id: "Impact" });

export type Impact = z.output<typeof impact>;

/** Whom it breaks when a capability is removed or turned off. */
export const capabilityImpactContract = defineContract({
  ...products.read("capability.impact"),
  input: z.strictObject({
    ...ofProduct,
    capabilityId: pathId,
    surfaceId: idField("surface").optional().meta({
      description: "Only its endpoint on this surface.",
    }),
  }),
  output: impact,
  http: {
    ...products.at("GET", "/v1/products/{id}/capabilities/{capabilityId}/impact"),
    summary: "See who depends on a capability",
    description: "The active keys that can call it, and who called it in the last 7 days.",
    missing: "Capability",
  },
});

/** The same of every capability of a product, for the page that lists them. */
export const productImpactsContract = defineContract({
  ...products.read("product.impacts"),
  input: z.strictObject(ofProduct),
  output: z.object({
    capabilities: z.array(z.object({ capabilityId: z.string(), impact })),
  }),
});

/** Whom it breaks when a surface is paused or deleted. */
export const surfaceImpactContract = defineContract({
  ...products.read("surface.impact"),
  input: z.strictObject({ ...ofProduct, surfaceId: pathId }),
  output: impact,
  http: {
    ...surfaces.at("GET", "/v1/products/{id}/surfaces/{surfaceId}/impact"),
    summary: "See who depends on a surface",
    description: "Its active keys, and who called it in the last 7 days.",
  },
});
