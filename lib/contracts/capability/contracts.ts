import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import {
  changeFields,
  cursorQuery,
  deletedOne,
  idField,
  lineField,
  pathId,
  textField,
} from "@/lib/contracts/fields";
import { jsonObjectField, storedObject } from "@/lib/contracts/json-field";
import { pendingOf, unitAmountField } from "@/lib/contracts/plan/money";
import { EXPOSING_NEEDS, ofProduct, removedCounts } from "@/lib/contracts/product/fields";

const MAX_SCHEMA_LENGTH = 65_536;
const MAX_SCHEMA_DEPTH = 30;
const MAX_WEIGHT = 1_000_000;

/** A JSON Schema as it is written; the server checks that it is one. */
export const parametersSchemaField = jsonObjectField(MAX_SCHEMA_LENGTH, MAX_SCHEMA_DEPTH);

const unitCost = unitAmountField.nullable().meta({
  description:
    "What a call costs the organization, in its currency. Only in answers to those who may see costs. The first one counts at once, a later one from the next 00:00 UTC on.",
});

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
    weight: z.int().meta({
      description: "Units of its customer's quota that each call takes.",
    }),
    unitCost: unitCost.optional(),
    pending: pendingOf({ unitCost }).optional(),
    enabled: z.boolean(),
    displayOrder: z.int(),
    ...changeFields,
  })
  .meta({ id: "Capability" });

export type CapabilityView = z.output<typeof capabilityView>;

/** Units that a call takes of its customer's quota. */
export const weightField = z
  .int({ error: "Enter a whole number.", abort: true })
  .min(0, "Enter 0 or more.")
  .max(MAX_WEIGHT, `Use at most ${MAX_WEIGHT} units.`);

const fields = {
  capabilityName: lineField(100, "a name"),
  capabilityDescription: textField(2_000).nullable(),
  parametersSchema: parametersSchemaField.nullable(),
  weight: weightField,
  unitCost,
  enabled: z.boolean(),
};

const oneSchema = z.refine<{ refreshSchema?: unknown; parametersSchema?: unknown }>(
  ({ refreshSchema, parametersSchema }) => !refreshSchema || !parametersSchema,
  { path: ["refreshSchema"], error: "Give either a schema or refreshSchema, not both." },
);

const agentId = z
  .undefined({ error: "Capabilities run flows. Give a flowId; agents are not offered." })
  .optional();

const capabilities = new Collection({
  name: "capability",
  tag: "Products",
  scope: "PRODUCTS",
  path: "/v1/products/{id}/capabilities",
  nouns: ["a capability", "the capabilities of a product"],
  within: ofProduct,
  one: { ...ofProduct, capabilityId: pathId },
  view: capabilityView,
  missing: { one: "Capability" },
});

export const capabilityContracts = {
  list: capabilities.list({ fields: cursorQuery, description: "Newest first." }),

  create: capabilities.create({
    fields: {
      capabilityName: fields.capabilityName,
      flowId: idField("flow"),
      agentId,
      capabilityDescription: fields.capabilityDescription.default(null),
      parametersSchema: fields.parametersSchema.optional().meta({
        description:
          "JSON Schema of the input. Generated from the variables of the flow if absent.",
      }),
      weight: fields.weight.default(1).meta({
        description: "Units of its customer's quota that each call takes. 0 takes none.",
      }),
      unitCost: unitCost.default(null),
      enabled: fields.enabled.default(true),
    },
    summary: "Add a capability to a product",
    description: EXPOSING_NEEDS,
  }),

  get: capabilities.get({ description: "With the schema of its input." }),

  update: capabilities.update({
    fields: {
      ...optional(fields),
      refreshSchema: z.boolean().optional().meta({
        description: "Regenerates the schema from the variables of the flow.",
      }),
    },
    check: oneSchema,
    description:
      "Updates the given fields, effective immediately. Enabling it and changing its " +
      `schema exposes the flow. ${EXPOSING_NEEDS}`,
  }),

  delete: {
    ...capabilities.remove({
      summary: "Remove a capability",
      description:
        "Also deletes its endpoints. The flow is not deleted. A key that was scoped only to it stays scoped and cannot call anything.",
    }),
    output: deletedOne.extend({ removed: removedCounts.pick({ items: true }) }),
  },
};
