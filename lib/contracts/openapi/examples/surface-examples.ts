import { surfaceImpactContract } from "@/lib/contracts/impact";
import { exampleOf, LAST_PAGE, LATER } from "@/lib/contracts/openapi/example";
import {
  createSurfaceContract,
  deleteSurfaceContract,
  getSurfaceContract,
  listAllSurfacesContract,
  listSurfacesContract,
  updateSurfaceContract,
} from "@/lib/contracts/surface";
import {
  createSurfaceItemContract,
  deleteSurfaceItemContract,
  getSurfaceItemContract,
  listSurfaceItemsContract,
  updateSurfaceItemContract,
} from "@/lib/contracts/surface-item";
import { IMPACT } from "./example-impact";
import { CAPABILITY_ID, ITEM, ITEM_ID, PRODUCT_ID, SURFACE, SURFACE_ID } from "./example-product";

const { name, type, status, environment, config, behavior, inbound } = SURFACE;
const { createdAt, updatedAt } = SURFACE;
const onSurface = { id: PRODUCT_ID, surfaceId: SURFACE_ID };
const onItem = { ...onSurface, itemId: ITEM_ID };
const CHANGED = { updatedAt: LATER, revision: 2 };

export const SURFACE_EXAMPLES = [
  exampleOf(listAllSurfacesContract, {
    input: { limit: 50, type: "api", status: "active", environment: "production" },
    output: {
      data: [
        {
          id: SURFACE_ID,
          productId: PRODUCT_ID,
          name,
          type,
          status,
          environment,
          inbound,
          createdAt,
          updatedAt,
        },
      ],
      pagination: LAST_PAGE,
    },
  }),
  exampleOf(listSurfacesContract, {
    input: { id: PRODUCT_ID, limit: 50 },
    output: { data: [SURFACE], pagination: LAST_PAGE },
  }),
  exampleOf(createSurfaceContract, {
    input: { id: PRODUCT_ID, name, type, status, environment, config, behavior },
    output: { ...SURFACE, items: [], keys: [] },
  }),
  exampleOf(getSurfaceContract, { input: onSurface, output: SURFACE }),
  exampleOf(updateSurfaceContract, {
    input: { ...onSurface, status: "paused", revision: 1 },
    output: { ...SURFACE, status: "paused", ...CHANGED },
  }),
  exampleOf(deleteSurfaceContract, {
    input: onSurface,
    output: { id: SURFACE_ID, deleted: true, removed: { items: 1, keys: 1 } },
  }),
  exampleOf(surfaceImpactContract, { input: onSurface, output: IMPACT }),
  exampleOf(listSurfaceItemsContract, {
    input: { ...onSurface, limit: 50 },
    output: { data: [ITEM], pagination: LAST_PAGE },
  }),
  exampleOf(createSurfaceItemContract, {
    input: {
      ...onSurface,
      capabilityId: CAPABILITY_ID,
      exposedName: "FAQ",
      endpointSlug: "faq",
      config: { outputStep: "answer" },
    },
    output: ITEM,
  }),
  exampleOf(getSurfaceItemContract, { input: onItem, output: ITEM }),
  exampleOf(updateSurfaceItemContract, {
    input: { ...onItem, endpointSlug: "questions", revision: 1 },
    output: { ...ITEM, endpointSlug: "questions", ...CHANGED },
  }),
  exampleOf(deleteSurfaceItemContract, {
    input: onItem,
    output: { id: ITEM_ID, deleted: true },
  }),
];
