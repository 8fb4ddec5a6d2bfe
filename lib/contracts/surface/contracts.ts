import { z } from "zod";
import { Collection, pageOf } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import {
  changeFields,
  cursorQuery,
  deletedOne,
  idField,
  lineField,
  pageQuery,
  timestamp,
} from "@/lib/contracts/fields";
import { storedObject } from "@/lib/contracts/json-field";
import {
  EXPOSING_NEEDS,
  ofProduct,
  ofSurface,
  removedCounts,
  settingsField,
} from "@/lib/contracts/product/fields";
import { surfaceItemView } from "@/lib/contracts/surface-item/contracts";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { surfaceBehaviorField, surfaceConfigField } from "./settings";

const SURFACE_STATUSES = ["active", "paused"] as const;
const SURFACE_ENVIRONMENTS = ["development", "production"] as const;

const surfaceFacts = {
  id: z.string(),
  productId: z.string(),
  name: z.string(),
  type: z.literal("api"),
  status: z.enum(SURFACE_STATUSES),
  environment: z.enum(SURFACE_ENVIRONMENTS),
  inbound: storedObject,
  createdAt: timestamp,
  updatedAt: timestamp,
};

const surfaceKey = z.object({
  id: z.string(),
  name: z.string().nullable(),
  keyPrefix: z.string(),
  environment: z.enum(ENVIRONMENTS),
  scoped: z.boolean(),
  isActive: z.boolean().meta({ description: "Not revoked, disabled or expired." }),
  createdAt: timestamp,
});

export const surfaceView = z
  .object({
    ...surfaceFacts,
    config: surfaceConfigField,
    behavior: surfaceBehaviorField,
    outbound: storedObject,
    items: z.array(surfaceItemView),
    keys: z.array(surfaceKey).meta({
      description: "The newest 100, for callers who can read surface keys.",
    }),
    keysHasMore: z.boolean().meta({ description: "Whether there are older ones." }),
    keysUrl: z.string().meta({ description: "The path that lists all of them." }),
    revision: changeFields.revision,
  })
  .meta({ id: "Surface" });

export type SurfaceView = z.output<typeof surfaceView>;

const fields = {
  name: lineField(255, "a name"),
  type: z.literal("api", { error: "Only api surfaces are offered." }),
  status: z.enum(SURFACE_STATUSES),
  environment: z.enum(SURFACE_ENVIRONMENTS).meta({
    description: "A label: the default environment of new keys.",
  }),
};

const surfaces = new Collection({
  name: "surface",
  tag: "Surfaces",
  scope: "PRODUCTS",
  path: "/v1/products/{id}/surfaces",
  nouns: ["a surface", "the surfaces of a product"],
  within: ofProduct,
  one: ofSurface,
  view: surfaceView,
  missing: { all: "Product" },
});

export const surfaceContracts = {
  listAll: defineContract({
    ...surfaces.read("surface.listAll"),
    input: z.strictObject({
      ...pageQuery,
      productId: idField("product").optional().meta({ description: "Surfaces of this product." }),
      type: fields.type.optional().meta({ description: "Surfaces of this type." }),
      status: fields.status.optional().meta({ description: "Surfaces of this status." }),
      environment: fields.environment.optional(),
    }),
    output: pageOf(z.object(surfaceFacts), "SurfaceSummary"),
    http: {
      ...surfaces.at("GET", "/v1/surfaces"),
      summary: "List the surfaces of all products",
      description: "Newest first.",
    },
  }),

  list: surfaces.list({
    fields: cursorQuery,
    description: "Newest first, including their endpoints and newest keys.",
  }),

  create: surfaces.create({
    fields: {
      ...fields,
      status: fields.status.default("active"),
      environment: fields.environment.default("development"),
      config: surfaceConfigField.default({}),
      behavior: surfaceBehaviorField.default({}),
      inbound: settingsField.default({}),
      outbound: settingsField.default({}),
    },
    description: "A new surface has no endpoints. Add capabilities to it as items.",
  }),

  get: surfaces.get({ description: "Includes its endpoints and newest keys." }),

  update: surfaces.update({
    fields: {
      name: fields.name.optional(),
      status: fields.status.optional(),
      environment: fields.environment.optional(),
      config: surfaceConfigField.optional().meta({ description: "Replaced as a whole." }),
      behavior: surfaceBehaviorField.optional().meta({ description: "Merged at its first level." }),
      inbound: settingsField.optional(),
      outbound: settingsField.optional(),
    },
    replaces: { moved: ["updatedAt", "keys", "keysHasMore"] },
    description:
      "Updates the given fields, effective immediately. Activating it and returning all " +
      `outputs exposes the flows on it. ${EXPOSING_NEEDS}`,
  }),

  delete: {
    ...surfaces.remove({
      description:
        "Also deletes its endpoints and revokes its keys. The capabilities are not deleted. Usage still includes the keys by name.",
    }),
    output: deletedOne.extend({ removed: removedCounts.pick({ items: true, keys: true }) }),
  },
};
