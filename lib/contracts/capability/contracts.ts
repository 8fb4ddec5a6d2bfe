import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  cursorQuery,
  deletedOne,
  idField,
  lineField,
  pagination,
  pathId,
  revision,
  seenRevision,
  textField,
  timestamp,
} from "@/lib/contracts/fields";
import { jsonObjectField, storedObject } from "@/lib/contracts/json-field";
import { EXPOSING_NEEDS, ofProduct, removedCounts } from "@/lib/contracts/product/fields";

const MAX_SCHEMA_LENGTH = 65_536;
const MAX_SCHEMA_DEPTH = 30;

/** A JSON Schema as it is written; the server checks that it is one. */
export const parametersSchemaField = jsonObjectField(MAX_SCHEMA_LENGTH, MAX_SCHEMA_DEPTH);

const capabilities = resource("Products", "PRODUCTS");
const PATH = "/v1/products/{id}/capabilities";
const ofCapability = { ...ofProduct, capabilityId: pathId };

export const capabilityView = z
  .object({
    id: z.string(),
    productId: z.string(),
    flowId: z.string(),
    agentId: z.null(),
    flowName: z.string(),
    publishedVersion: z.int().nullable().meta({
      description:
        "The published version of the flow, which production keys run. Null if nothing is published.",
    }),
    capabilityName: z.string(),
    capabilityDescription: z.string().nullable(),
    parametersSchema: storedObject
      .nullable()
      .meta({ description: "JSON Schema of the input. Null accepts any input." }),
    enabled: z.boolean(),
    displayOrder: z.int(),
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: "Capability" });

export type CapabilityView = z.output<typeof capabilityView>;

const fields = {
  capabilityName: lineField(100, "a name"),
  capabilityDescription: textField(2_000).nullable(),
  parametersSchema: parametersSchemaField.nullable(),
  enabled: z.boolean(),
};

const agentId = z
  .undefined({ error: "Capabilities run flows. Give a flowId; agents are not offered." })
  .optional();

export const listCapabilitiesContract = defineContract({
  ...capabilities.read("capability.list"),
  input: z.strictObject({ ...ofProduct, ...cursorQuery }),
  output: z.object({ data: z.array(capabilityView), pagination }).meta({ id: "CapabilityPage" }),
  http: {
    ...capabilities.get(PATH),
    summary: "List the capabilities of a product",
    description: "Newest first.",
  },
});

export const createCapabilityContract = defineContract({
  ...capabilities.write("capability.create"),
  input: z.strictObject({
    ...ofProduct,
    capabilityName: fields.capabilityName,
    flowId: idField("flow"),
    agentId,
    capabilityDescription: fields.capabilityDescription.default(null),
    parametersSchema: fields.parametersSchema.optional().meta({
      description: "JSON Schema of the input. Generated from the variables of the flow if absent.",
    }),
    enabled: fields.enabled.default(true),
  }),
  output: capabilityView,
  http: {
    ...capabilities.post(PATH),
    summary: "Add a capability to a product",
    description: EXPOSING_NEEDS,
  },
});

export const getCapabilityContract = defineContract({
  ...capabilities.read("capability.get"),
  input: z.strictObject(ofCapability),
  output: capabilityView,
  http: {
    ...capabilities.get(`${PATH}/{capabilityId}`),
    summary: "Get a capability",
    description: "With the schema of its input.",
    missing: "Capability",
  },
});

export const updateCapabilityContract = defineContract({
  ...capabilities.write("capability.update"),
  input: z
    .strictObject({
      ...ofCapability,
      capabilityName: fields.capabilityName.optional(),
      capabilityDescription: fields.capabilityDescription.optional(),
      parametersSchema: fields.parametersSchema.optional(),
      enabled: fields.enabled.optional(),
      refreshSchema: z.boolean().optional().meta({
        description: "Regenerates the schema from the variables of the flow.",
      }),
      revision: seenRevision,
    })
    .refine(({ refreshSchema, parametersSchema }) => !refreshSchema || !parametersSchema, {
      path: ["refreshSchema"],
      error: "Give either a schema or refreshSchema, not both.",
    }),
  output: capabilityView,
  http: {
    ...capabilities.put(`${PATH}/{capabilityId}`),
    summary: "Update a capability",
    missing: "Capability",
    description:
      "Updates the given fields, effective immediately. Enabling it and changing its " +
      `schema exposes the flow. ${EXPOSING_NEEDS}`,
    replaces: { view: capabilityView, moved: ["updatedAt"] },
    errors: ["conflict"],
  },
});

export const deleteCapabilityContract = defineContract({
  ...capabilities.write("capability.delete"),
  input: z.strictObject(ofCapability),
  output: deletedOne.extend({ removed: removedCounts.pick({ items: true }) }),
  http: {
    ...capabilities.remove(`${PATH}/{capabilityId}`),
    summary: "Remove a capability",
    missing: "Capability",
    description:
      "Also deletes its endpoints. The flow is not deleted. A key that was scoped only to it stays scoped and cannot call anything.",
  },
});
