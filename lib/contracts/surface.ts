import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import {
  cursorQuery,
  idField,
  lineField,
  pageQuery,
  pagination,
  pathId,
  revision,
  seenRevision,
  timestamp,
} from "@/lib/contracts/fields";
import { storedObject } from "@/lib/contracts/json-field";
import {
  EXPOSING_NEEDS,
  needProductChange,
  needProducts,
  ofProduct,
  removedCounts,
  settingsField,
} from "@/lib/contracts/product-fields";
import { surfaceItemView } from "@/lib/contracts/surface-item";
import { surfaceBehaviorField, surfaceConfigField } from "@/lib/contracts/surface-settings";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const TAG = "Surfaces";
const PATH = "/v1/products/{id}/surfaces";
const ofSurface = { ...ofProduct, surfaceId: pathId };

export const SURFACE_STATUSES = ["active", "paused"] as const;
export const SURFACE_ENVIRONMENTS = ["development", "production"] as const;

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
  isActive: z.boolean().meta({ description: "Neither revoked, disabled nor expired." }),
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
      description: "The newest 100, for those who may read surface keys.",
    }),
    keysHasMore: z.boolean().meta({ description: "Whether there are older ones." }),
    keysUrl: z.string().meta({ description: "The path of the list of all of them." }),
    revision,
  })
  .meta({ id: "Surface" });

export type SurfaceView = z.output<typeof surfaceView>;

const fields = {
  name: lineField(255),
  type: z.literal("api", { error: "Only api surfaces are offered." }),
  status: z.enum(SURFACE_STATUSES),
  environment: z.enum(SURFACE_ENVIRONMENTS).meta({
    description: "A label: which environment new keys are offered for first.",
  }),
};

export const listAllSurfacesContract = defineContract({
  name: "surface.listAll",
  kind: "read",
  need: needProducts,
  input: z.strictObject({
    ...pageQuery,
    productId: idField("product").optional().meta({ description: "Surfaces of this product." }),
    type: fields.type.optional().meta({ description: "Surfaces of this type." }),
    status: fields.status.optional().meta({ description: "Surfaces of this status." }),
    environment: fields.environment.optional(),
  }),
  output: z
    .object({ data: z.array(z.object(surfaceFacts)), pagination })
    .meta({ id: "SurfaceSummaryPage" }),
  http: {
    method: "GET",
    path: "/v1/surfaces",
    status: 200,
    tag: TAG,
    summary: "List the surfaces of all products",
    description: "Newest first.",
  },
});

export const listSurfacesContract = defineContract({
  name: "surface.list",
  kind: "read",
  need: needProducts,
  input: z.strictObject({ ...ofProduct, ...cursorQuery }),
  output: z.object({ data: z.array(surfaceView), pagination }).meta({ id: "SurfacePage" }),
  http: {
    method: "GET",
    path: PATH,
    status: 200,
    tag: TAG,
    summary: "List the surfaces of a product",
    description: "Newest first, with their endpoints and newest keys.",
    missing: "Product",
  },
});

export const createSurfaceContract = defineContract({
  name: "surface.create",
  kind: "write",
  need: needProductChange,
  input: z.strictObject({
    ...ofProduct,
    name: fields.name,
    type: fields.type,
    status: fields.status.default("active"),
    environment: fields.environment.default("development"),
    config: surfaceConfigField.default({}),
    behavior: surfaceBehaviorField.default({}),
    inbound: settingsField.default({}),
    outbound: settingsField.default({}),
  }),
  output: surfaceView,
  http: {
    method: "POST",
    path: PATH,
    status: 201,
    tag: TAG,
    summary: "Create a surface",
    description: "Without endpoints; capabilities are put on it as its items.",
    missing: "Product",
  },
});

export const getSurfaceContract = defineContract({
  name: "surface.get",
  kind: "read",
  need: needProducts,
  input: z.strictObject(ofSurface),
  output: surfaceView,
  http: {
    method: "GET",
    path: `${PATH}/{surfaceId}`,
    status: 200,
    tag: TAG,
    summary: "Get a surface",
    description: "With its endpoints and newest keys.",
  },
});

export const updateSurfaceContract = defineContract({
  name: "surface.update",
  kind: "write",
  need: needProductChange,
  input: z.strictObject({
    ...ofSurface,
    name: fields.name.optional(),
    status: fields.status.optional(),
    environment: fields.environment.optional(),
    config: surfaceConfigField.optional().meta({ description: "Replaced whole." }),
    behavior: surfaceBehaviorField.optional().meta({ description: "Merged by its first level." }),
    inbound: settingsField.optional(),
    outbound: settingsField.optional(),
    revision: seenRevision,
  }),
  output: surfaceView,
  http: {
    method: "PUT",
    path: `${PATH}/{surfaceId}`,
    status: 200,
    tag: TAG,
    summary: "Update a surface",
    description:
      "Changes the fields that are given, from the next call on. Activating it and answering all " +
      `outputs exposes the flows on it. ${EXPOSING_NEEDS}`,
    replaces: {
      view: surfaceView,
      moved: ["updatedAt", "keys", "keysHasMore"],
    },
    errors: ["conflict"],
  },
});

export const deleteSurfaceContract = defineContract({
  name: "surface.delete",
  kind: "write",
  need: needProductChange,
  input: z.strictObject(ofSurface),
  output: z.object({
    id: z.string(),
    deleted: z.literal(true),
    removed: removedCounts.pick({ items: true, keys: true }),
  }),
  http: {
    method: "DELETE",
    path: `${PATH}/{surfaceId}`,
    status: 200,
    tag: TAG,
    summary: "Delete a surface",
    description:
      "Its endpoints and keys go with it; the capabilities stay. The keys are revoked, and usage still counts and names them.",
  },
});
