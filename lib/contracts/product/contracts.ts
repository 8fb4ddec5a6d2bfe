import { z } from "zod";
import { capabilityView } from "@/lib/contracts/capability/contracts";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  deletedOne,
  idField,
  lineField,
  pageQuery,
  pagination,
  revision,
  seenRevision,
  textField,
  timestamp,
} from "@/lib/contracts/fields";
import { SAMPLE_FLOW_KEYS } from "@/lib/contracts/flow/sample-flows";
import { storedObject } from "@/lib/contracts/json-field";
import { allowedIpsField } from "@/lib/contracts/key/fields";
import { surfaceView } from "@/lib/contracts/surface/contracts";
import { EXPOSING_NEEDS, ofProduct, removedCounts, settingsField } from "./fields";

const products = resource("Products", "PRODUCTS");

const productFacts = {
  id: z.string(),
  name: z.string(),
  slug: z.string().nullable(),
  description: z.string().nullable(),
  icon: z.string().nullable(),
  revision,
  createdAt: timestamp,
  updatedAt: timestamp,
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
    limits: z.object({ perMinute: z.int().nullable(), perDay: z.int().nullable() }),
    canRevealLater: z.literal(false),
  })
  .meta({ id: "TestApiKey" });

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

export const listProductsContract = defineContract({
  ...products.read("product.list"),
  input: z.strictObject(pageQuery),
  output: z.object({ data: z.array(productSummary), pagination }).meta({ id: "ProductPage" }),
  http: {
    ...products.get("/v1/products"),
    summary: "List products",
    description: "Newest first. `search` matches names and descriptions.",
  },
});

export const createProductContract = defineContract({
  ...products.write("product.create"),
  input: z.strictObject({
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
  }),
  output: productView.extend({
    testApiKey: testApiKey.nullable().meta({ description: "Null if no template was given." }),
  }),
  secretOf: ({ testApiKey }) => testApiKey?.id,
  http: {
    ...products.post("/v1/products"),
    summary: "Create a product",
    description: "Slugs are unique within the organization and optional.",
    errors: ["conflict"],
  },
});

export const getProductContract = defineContract({
  ...products.read("product.get"),
  input: z.strictObject(ofProduct),
  output: productView,
  http: {
    ...products.get("/v1/products/{id}"),
    summary: "Get a product",
    description: "Includes its capabilities and surfaces.",
  },
});

export const updateProductContract = defineContract({
  ...products.write("product.update"),
  input: z.strictObject({
    ...ofProduct,
    name: fields.name.optional(),
    slug: fields.slug.nullable().optional(),
    description: fields.description.optional(),
    icon: fields.icon.optional(),
    canvas: fields.canvas.optional().meta({ description: "Merged deeply. Null removes a field." }),
    spec: fields.spec.optional().meta({ description: "Merged deeply. Null removes a field." }),
    revision: seenRevision,
  }),
  output: updatedProduct.meta({ id: "UpdatedProduct" }),
  http: {
    ...products.put("/v1/products/{id}"),
    summary: "Update a product",
    description: "Updates the given fields.",
    replaces: {
      view: productView,
      moved: ["updatedAt", "keys", "keysHasMore"],
    },
    errors: ["conflict"],
  },
});

export const deleteProductContract = defineContract({
  ...products.write("product.delete"),
  input: z.strictObject(ofProduct),
  output: deletedOne.extend({ removed: removedCounts }),
  http: {
    ...products.remove("/v1/products/{id}"),
    summary: "Delete a product",
    description:
      "Also deletes its capabilities, surfaces and endpoints, and revokes its keys. The flows are not deleted. Usage still includes the keys by name.",
  },
});
