import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import {
  changeFields,
  cursorQuery,
  idField,
  lineField,
  pathId,
  textField,
} from "@/lib/contracts/fields";
import { storedObject } from "@/lib/contracts/json-field";
import { EXPOSING_NEEDS, ofSurface, settingsField } from "@/lib/contracts/product/fields";
import { itemConfigField } from "@/lib/contracts/surface/settings";

/** Slugs that name other things under `/api/`. */
const RESERVED_SLUGS = ["dispatch"];

export const surfaceItemView = z
  .object({
    id: z.string(),
    surfaceId: z.string(),
    capabilityId: z.string(),
    capabilityName: z.string(),
    exposedName: z.string().nullable(),
    exposedDescription: z.string().nullable(),
    endpointSlug: z.string(),
    isEntryPoint: z.boolean(),
    enabled: z.boolean(),
    displayOrder: z.int(),
    presentation: storedObject,
    config: itemConfigField,
    ...changeFields,
  })
  .meta({ id: "SurfaceItem" });

export type SurfaceItemView = z.output<typeof surfaceItemView>;

const fields = {
  exposedName: lineField(100, "a name").nullable(),
  exposedDescription: textField(2_000).nullable(),
  endpointSlug: z
    .string()
    .max(100, "Use at most 100 characters.")
    .regex(/^[a-z0-9-]+$/, "Use lower-case letters, digits and hyphens.")
    .refine((slug) => !RESERVED_SLUGS.includes(slug), "This slug is reserved."),
  isEntryPoint: z.boolean(),
  enabled: z.boolean(),
  presentation: settingsField,
  config: itemConfigField,
};

const items = new Collection({
  name: "surfaceItem",
  tag: "Surfaces",
  scope: "PRODUCTS",
  path: "/v1/products/{id}/surfaces/{surfaceId}/items",
  nouns: ["an item of a surface", "the endpoints of a surface"],
  within: ofSurface,
  one: { ...ofSurface, itemId: pathId },
  view: surfaceItemView,
  missing: { one: "Surface item" },
});

export const surfaceItemContracts = {
  list: items.list({ fields: cursorQuery, description: "Newest first." }),

  create: items.create({
    fields: {
      capabilityId: idField("capability"),
      exposedName: fields.exposedName.default(null),
      exposedDescription: fields.exposedDescription.default(null),
      endpointSlug: fields.endpointSlug.optional().meta({
        description: "Generated from the name if absent.",
      }),
      isEntryPoint: fields.isEntryPoint.default(false),
      enabled: fields.enabled.default(true),
      presentation: fields.presentation.default({}),
      config: fields.config.default({}),
    },
    summary: "Add an item to a surface",
    description: `A capability can be added to a surface once, and slugs are unique on it. ${EXPOSING_NEEDS}`,
    errors: ["conflict"],
  }),

  get: items.get({ description: "One endpoint with its settings." }),

  update: items.update({
    fields: {
      ...optional(fields),
      endpointSlug: fields.endpointSlug.nullable().optional().meta({
        description: "Null regenerates it from the name.",
      }),
      config: fields.config.optional().meta({ description: "Merged deeply." }),
    },
    description: `Enabling it and changing its output step exposes the flow. ${EXPOSING_NEEDS}`,
  }),

  delete: items.remove({
    summary: "Remove an item from a surface",
    description:
      "The capability is not deleted. A key that was scoped only to it stays scoped and cannot call anything.",
  }),
};
