import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  cursorQuery,
  deletedOne,
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
  ofProduct,
  removedCounts,
  settingsField,
} from "@/lib/contracts/product/fields";
import { surfaceItemView } from "@/lib/contracts/surface-item/contracts";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { surfaceBehaviorField, surfaceConfigField } from "./settings";

const surfaces = resource("Surfaces", "PRODUCTS");
const PATH = "/v1/products/{id}/surfaces";
const ofSurface = { ...ofProduct, surfaceId: pathId };

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
    revision,
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

export const listAllSurfacesContract = defineContract({
  ...surfaces.read("surface.listAll"),
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
    ...surfaces.get("/v1/surfaces"),
    summary: "List the surfaces of all products",
    description: "Newest first.",
  },
});

export const listSurfacesContract = defineContract({
  ...surfaces.read("surface.list"),
  input: z.strictObject({ ...ofProduct, ...cursorQuery }),
  output: z.object({ data: z.array(surfaceView), pagination }).meta({ id: "SurfacePage" }),
  http: {
    ...surfaces.get(PATH),
    summary: "List the surfaces of a product",
    description: "Newest first, including their endpoints and newest keys.",
    missing: "Product",
  },
});

export const createSurfaceContract = defineContract({
  ...surfaces.write("surface.create"),
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
    ...surfaces.post(PATH),
    summary: "Create a surface",
    description: "A new surface has no endpoints. Add capabilities to it as items.",
    missing: "Product",
  },
});

export const getSurfaceContract = defineContract({
  ...surfaces.read("surface.get"),
  input: z.strictObject(ofSurface),
  output: surfaceView,
  http: {
    ...surfaces.get(`${PATH}/{surfaceId}`),
    summary: "Get a surface",
    description: "Includes its endpoints and newest keys.",
  },
});

export const updateSurfaceContract = defineContract({
  ...surfaces.write("surface.update"),
  input: z.strictObject({
    ...ofSurface,
    name: fields.name.optional(),
    status: fields.status.optional(),
    environment: fields.environment.optional(),
    config: surfaceConfigField.optional().meta({ description: "Replaced as a whole." }),
    behavior: surfaceBehaviorField.optional().meta({ description: "Merged at its first level." }),
    inbound: settingsField.optional(),
    outbound: settingsField.optional(),
    revision: seenRevision,
  }),
  output: surfaceView,
  http: {
    ...surfaces.put(`${PATH}/{surfaceId}`),
    summary: "Update a surface",
    description:
      "Updates the given fields, effective immediately. Activating it and returning all " +
      `outputs exposes the flows on it. ${EXPOSING_NEEDS}`,
    replaces: {
      view: surfaceView,
      moved: ["updatedAt", "keys", "keysHasMore"],
    },
    errors: ["conflict"],
  },
});

export const deleteSurfaceContract = defineContract({
  ...surfaces.write("surface.delete"),
  input: z.strictObject(ofSurface),
  output: deletedOne.extend({ removed: removedCounts.pick({ items: true, keys: true }) }),
  http: {
    ...surfaces.remove(`${PATH}/{surfaceId}`),
    summary: "Delete a surface",
    description:
      "Also deletes its endpoints and revokes its keys. The capabilities are not deleted. Usage still includes the keys by name.",
  },
});
