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
import { storedObject } from "@/lib/contracts/json-field";
import { EXPOSING_NEEDS, ofProduct, settingsField } from "@/lib/contracts/product/fields";
import { itemConfigField } from "@/lib/contracts/surface/settings";

const items = resource("Surfaces", "PRODUCTS");
const PATH = "/v1/products/{id}/surfaces/{surfaceId}/items";
const onSurface = { ...ofProduct, surfaceId: pathId };
const ofItem = { ...onSurface, itemId: pathId };

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
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
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

export const listSurfaceItemsContract = defineContract({
  ...items.read("surfaceItem.list"),
  input: z.strictObject({ ...onSurface, ...cursorQuery }),
  output: z.object({ data: z.array(surfaceItemView), pagination }).meta({ id: "SurfaceItemPage" }),
  http: {
    ...items.get(PATH),
    summary: "List the endpoints of a surface",
    description: "Newest first.",
  },
});

export const createSurfaceItemContract = defineContract({
  ...items.write("surfaceItem.create"),
  input: z.strictObject({
    ...onSurface,
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
  }),
  output: surfaceItemView,
  http: {
    ...items.post(PATH),
    summary: "Add an item to a surface",
    description: `A capability can be added to a surface once, and slugs are unique on it. ${EXPOSING_NEEDS}`,
    errors: ["conflict"],
  },
});

export const getSurfaceItemContract = defineContract({
  ...items.read("surfaceItem.get"),
  input: z.strictObject(ofItem),
  output: surfaceItemView,
  http: {
    ...items.get(`${PATH}/{itemId}`),
    summary: "Get an item of a surface",
    description: "One endpoint with its settings.",
    missing: "Surface item",
  },
});

export const updateSurfaceItemContract = defineContract({
  ...items.write("surfaceItem.update"),
  input: z.strictObject({
    ...ofItem,
    exposedName: fields.exposedName.optional(),
    exposedDescription: fields.exposedDescription.optional(),
    endpointSlug: fields.endpointSlug.nullable().optional().meta({
      description: "Null regenerates it from the name.",
    }),
    isEntryPoint: fields.isEntryPoint.optional(),
    enabled: fields.enabled.optional(),
    presentation: fields.presentation.optional(),
    config: fields.config.optional().meta({ description: "Merged deeply." }),
    revision: seenRevision,
  }),
  output: surfaceItemView,
  http: {
    ...items.put(`${PATH}/{itemId}`),
    summary: "Update an item of a surface",
    missing: "Surface item",
    description: `Enabling it and changing its output step exposes the flow. ${EXPOSING_NEEDS}`,
    replaces: { view: surfaceItemView, moved: ["updatedAt"] },
    errors: ["conflict"],
  },
});

export const deleteSurfaceItemContract = defineContract({
  ...items.write("surfaceItem.delete"),
  input: z.strictObject(ofItem),
  output: deletedOne,
  http: {
    ...items.remove(`${PATH}/{itemId}`),
    summary: "Remove an item from a surface",
    missing: "Surface item",
    description:
      "The capability is not deleted. A key that was scoped only to it stays scoped and cannot call anything.",
  },
});
