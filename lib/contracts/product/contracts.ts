import { z } from "zod";
import { capabilityView } from "@/lib/contracts/capability/contracts";
import { Collection, optional, pageOf } from "@/lib/contracts/collection";
import {
  changeFields,
  deletedOne,
  idField,
  lineField,
  pageQuery,
  textField,
} from "@/lib/contracts/fields";
import { SAMPLE_FLOW_KEYS } from "@/lib/contracts/flow/sample-flows";
import { storedObject } from "@/lib/contracts/json-field";
import { allowedIpsField } from "@/lib/contracts/key/fields";
import { surfaceView } from "@/lib/contracts/surface/contracts";
import { perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";
import { EXPOSING_NEEDS, ofProduct, removedCounts, settingsField } from "./fields";

const productFacts = {
  id: z.string(),
  name: z.string(),
  slug: z.string().nullable(),
  description: z.string().nullable(),
  icon: z.string().nullable(),
  ...changeFields,
  dashboardUrl: z.string(),
};

export const productSummary = z
  .object({ ...productFacts, capabilityCount: z.int(), surfaceCount: z.int() })
  .meta({ id: "ProductSummary" });

const updatedProduct = z.object({ ...productFacts, canvas: storedObject, spec: storedObject });

const productView = updatedProduct
  .extend({ capabilities: z.array(capabilityView), surfaces: z.array(surfaceView) })
  .meta({ id: "Product" });

const testApiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    key: z.string().meta({ description: "The plaintext, returned only in this response." }),
    prefix: z.string(),
    limits: z.object(perWindow("per", SURFACE_WINDOWS, () => z.int().nullable())),
    canRevealLater: z.literal(false),
  })
  .meta({ id: "TestApiKey" });

const createdProduct = productView.extend({
  testApiKey: testApiKey.nullable().meta({ description: "Null if no template was given." }),
});

export type ProductView = z.output<typeof productView>;

const fields = {
  name: lineField(255, "a name"),
  slug: z
    .string()
    .max(100, "Use at most 100 characters.")
    .regex(/^[a-z0-9-]+$/, "Use lower-case letters, digits and hyphens."),
  description: textField(2_000).nullable(),
  icon: lineField(50).nullable(),
  canvas: settingsField,
  spec: settingsField,
};

const MERGED = "Merged deeply. Null removes a field.";

const templateField = z
  .strictObject({
    type: z.literal("rest_api"),
    flowId: idField("flow").optional(),
    sampleFlow: z.enum(SAMPLE_FLOW_KEYS).optional(),
    allowedIps: allowedIpsField.optional().meta({
      description: "Addresses that the test key can be used from. Empty allows all.",
    }),
  })
  .refine(({ flowId, sampleFlow }) => (flowId === undefined) !== (sampleFlow === undefined), {
    error: "Give either a flow or a sample flow.",
  });

const products = new Collection({
  name: "product",
  tag: "Products",
  scope: "PRODUCTS",
  path: "/v1/products",
  nouns: ["a product", "products"],
  within: {},
  one: ofProduct,
  view: productView,
});

export const productContracts = {
  list: {
    ...products.list({
      fields: pageQuery,
      description: "Newest first. `search` matches names and descriptions.",
    }),
    output: pageOf(productSummary, "Product"),
  },

  create: {
    ...products.create({
      fields: {
        name: fields.name,
        slug: fields.slug.optional(),
        status: z.literal("active").optional(),
        description: fields.description.default(null),
        icon: fields.icon.default(null),
        canvas: fields.canvas.default({}),
        spec: fields.spec.default({}),
        template: templateField.optional().meta({
          description: `Also creates an API surface with a capability and a test key. Needs SURFACE_KEYS:WRITE, and FLOWS:WRITE for a sample flow. ${EXPOSING_NEEDS}`,
        }),
      },
      description: "Slugs are unique within the organization and optional.",
      errors: ["conflict"],
    }),
    output: createdProduct,
    secretOf: ({ testApiKey }: z.output<typeof createdProduct>) => testApiKey?.id,
  },

  get: products.get({ description: "Includes its capabilities and surfaces." }),

  update: {
    ...products.update({
      fields: {
        ...optional(fields),
        slug: fields.slug.nullable().optional(),
        canvas: fields.canvas.optional().meta({ description: MERGED }),
        spec: fields.spec.optional().meta({ description: MERGED }),
      },
      replaces: { moved: ["updatedAt", "keys", "keysHasMore"] },
      description: "Updates the given fields.",
    }),
    output: updatedProduct.meta({ id: "UpdatedProduct" }),
  },

  delete: {
    ...products.remove({
      description:
        "Also deletes its capabilities, surfaces and endpoints, and revokes its keys. The flows are not deleted. Usage still includes the keys by name.",
    }),
    output: deletedOne.extend({ removed: removedCounts }),
  },
};
