import { exampleOf, LAST_PAGE, LATER } from "@/lib/contracts/openapi/example";
import { surfaceImpactContract } from "@/lib/contracts/product/impact";
import * as surfaceContracts from "@/lib/contracts/surface/contracts";
import * as surfaceItemContracts from "@/lib/contracts/surface-item/contracts";
import {
  surfaceJsonContract,
  surfaceYamlContract,
} from "@/lib/contracts/surface-openapi/contracts";
import {
  CAPABILITY_ID,
  IMPACT,
  ITEM,
  ITEM_ID,
  PRODUCT_ID,
  SURFACE,
  SURFACE_ID,
} from "./example-product";

const { name, type, status, environment, config, behavior, inbound } = SURFACE;
const { createdAt, updatedAt } = SURFACE;
const onSurface = { id: PRODUCT_ID, surfaceId: SURFACE_ID };
const onItem = { ...onSurface, itemId: ITEM_ID };
const CHANGED = { updatedAt: LATER, revision: 2 };

export const SURFACE_EXAMPLES = [
  exampleOf(surfaceContracts.listAllSurfacesContract, {
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
  exampleOf(surfaceContracts.listSurfacesContract, {
    input: { id: PRODUCT_ID, limit: 50 },
    output: { data: [SURFACE], pagination: LAST_PAGE },
  }),
  exampleOf(surfaceContracts.createSurfaceContract, {
    input: { id: PRODUCT_ID, name, type, status, environment, config, behavior },
    output: { ...SURFACE, items: [], keys: [] },
  }),
  exampleOf(surfaceContracts.getSurfaceContract, { input: onSurface, output: SURFACE }),
  exampleOf(surfaceContracts.updateSurfaceContract, {
    input: { ...onSurface, status: "paused", revision: 1 },
    output: { ...SURFACE, status: "paused", ...CHANGED },
  }),
  exampleOf(surfaceContracts.deleteSurfaceContract, {
    input: onSurface,
    output: { id: SURFACE_ID, deleted: true, removed: { items: 1, keys: 1 } },
  }),
  exampleOf(surfaceImpactContract, { input: onSurface, output: IMPACT }),
  exampleOf(surfaceItemContracts.listSurfaceItemsContract, {
    input: { ...onSurface, limit: 50 },
    output: { data: [ITEM], pagination: LAST_PAGE },
  }),
  exampleOf(surfaceItemContracts.createSurfaceItemContract, {
    input: {
      ...onSurface,
      capabilityId: CAPABILITY_ID,
      exposedName: "FAQ",
      endpointSlug: "faq",
      config: { outputStep: "answer" },
    },
    output: ITEM,
  }),
  exampleOf(surfaceItemContracts.getSurfaceItemContract, { input: onItem, output: ITEM }),
  exampleOf(surfaceItemContracts.updateSurfaceItemContract, {
    input: { ...onItem, endpointSlug: "questions", revision: 1 },
    output: { ...ITEM, endpointSlug: "questions", ...CHANGED },
  }),
  exampleOf(surfaceItemContracts.deleteSurfaceItemContract, {
    input: onItem,
    output: { id: ITEM_ID, deleted: true },
  }),
];

const input = {
  id: "prod_01kadxq9rqe8y9d6c5vb0m1whf",
  surfaceId: "surf_01kadxq9rrfkd8h3ynq2zt6xcp",
};

export const SURFACE_DOCUMENT_EXAMPLES = [
  exampleOf(surfaceJsonContract, {
    input,
    output: {
      openapi: "3.0.3",
      info: { title: "Support desk: Public API", version: "1.0.1" },
      paths: {},
    },
  }),
  exampleOf(surfaceYamlContract, {
    input,
    output:
      "openapi: 3.0.3\ninfo:\n  title: 'Support desk: Public API'\n  version: 1.0.1\npaths: {}\n",
  }),
];
