import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import {
  cursorQuery,
  idField,
  lineField,
  pagination,
  pathId,
  revision,
  seenRevision,
  timestamp,
} from "@/lib/contracts/fields";
import { storedObject } from "@/lib/contracts/json-field";
import { parametersSchemaField } from "@/lib/contracts/parameters-schema";
import {
  EXPOSING_NEEDS,
  needProductChange,
  needProducts,
  ofProduct,
  removedCounts,
} from "@/lib/contracts/product-fields";
import { textField } from "@/lib/contracts/text-field";

const TAG = "Products";
const PATH = "/v1/products/{id}/capabilities";
const ofCapability = { ...ofProduct, capabilityId: pathId };

export const capabilityView = z
  .object({
    id: z.string(),
    productId: z.string(),
    flowId: z.string(),
    agentId: z.null(),
    flowName: z.string(),
    publishedVersion: z
      .int()
      .nullable()
      .meta({ description: "Of the flow: what production keys run; null while there is none." }),
    capabilityName: z.string(),
    capabilityDescription: z.string().nullable(),
    parametersSchema: storedObject
      .nullable()
      .meta({ description: "JSON Schema of the input; null takes any." }),
    enabled: z.boolean(),
    displayOrder: z.int(),
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: "Capability" });

export type CapabilityView = z.output<typeof capabilityView>;

const fields = {
  capabilityName: lineField(100),
  capabilityDescription: textField(2_000).nullable(),
  parametersSchema: parametersSchemaField.nullable(),
  enabled: z.boolean(),
};

const agentId = z
  .undefined({ error: "Capabilities run flows. Give a flowId; agents are not offered." })
  .optional();

export const listCapabilitiesContract = defineContract({
  name: "capability.list",
  kind: "read",
  need: needProducts,
  input: z.strictObject({ ...ofProduct, ...cursorQuery }),
  output: z.object({ data: z.array(capabilityView), pagination }).meta({ id: "CapabilityPage" }),
  http: {
    method: "GET",
    path: PATH,
    status: 200,
    tag: TAG,
    summary: "List the capabilities of a product",
    description: "Newest first.",
  },
});

export const createCapabilityContract = defineContract({
  name: "capability.create",
  kind: "write",
  need: needProductChange,
  input: z.strictObject({
    ...ofProduct,
    capabilityName: fields.capabilityName,
    flowId: idField("flow"),
    agentId,
    capabilityDescription: fields.capabilityDescription.default(null),
    parametersSchema: fields.parametersSchema.optional().meta({
      description: "JSON Schema of the input; made from the variables of the flow when absent.",
    }),
    enabled: fields.enabled.default(true),
  }),
  output: capabilityView,
  http: {
    method: "POST",
    path: PATH,
    status: 201,
    tag: TAG,
    summary: "Add a capability to a product",
    description: EXPOSING_NEEDS,
  },
});

export const getCapabilityContract = defineContract({
  name: "capability.get",
  kind: "read",
  need: needProducts,
  input: z.strictObject(ofCapability),
  output: capabilityView,
  http: {
    method: "GET",
    path: `${PATH}/{capabilityId}`,
    status: 200,
    tag: TAG,
    summary: "Get a capability",
    description: "With the schema of its input.",
    missing: "Capability",
  },
});

export const updateCapabilityContract = defineContract({
  name: "capability.update",
  kind: "write",
  need: needProductChange,
  input: z
    .strictObject({
      ...ofCapability,
      capabilityName: fields.capabilityName.optional(),
      capabilityDescription: fields.capabilityDescription.optional(),
      parametersSchema: fields.parametersSchema.optional(),
      enabled: fields.enabled.optional(),
      refreshSchema: z.boolean().optional().meta({
        description: "Makes the schema anew from the variables of the flow.",
      }),
      revision: seenRevision,
    })
    .refine(({ refreshSchema, parametersSchema }) => !refreshSchema || !parametersSchema, {
      path: ["refreshSchema"],
      error: "Give a schema or have it made, not both.",
    }),
  output: capabilityView,
  http: {
    method: "PUT",
    path: `${PATH}/{capabilityId}`,
    status: 200,
    tag: TAG,
    summary: "Update a capability",
    missing: "Capability",
    description:
      "Changes the fields that are given, from the next call on. Turning it on and changing its " +
      `schema exposes the flow. ${EXPOSING_NEEDS}`,
    replaces: { view: capabilityView, moved: ["updatedAt"] },
    errors: ["conflict"],
  },
});

export const deleteCapabilityContract = defineContract({
  name: "capability.delete",
  kind: "write",
  need: needProductChange,
  input: z.strictObject(ofCapability),
  output: z.object({
    id: z.string(),
    deleted: z.literal(true),
    removed: removedCounts.pick({ items: true }),
  }),
  http: {
    method: "DELETE",
    path: `${PATH}/{capabilityId}`,
    status: 200,
    tag: TAG,
    summary: "Remove a capability",
    missing: "Capability",
    description:
      "Its endpoints go with it, the flow stays. A key that was scoped to it alone stays scoped and can call nothing.",
  },
});
