import { type CapabilityView, capabilityContracts } from "@/lib/contracts/capability/contracts";
import { productContracts } from "@/lib/contracts/product/contracts";
import {
  capabilityImpactContract,
  type Impact,
  surfaceImpactContract,
} from "@/lib/contracts/product/impact";
import { type SurfaceView, surfaceContracts } from "@/lib/contracts/surface/contracts";
import { type SurfaceItemView, surfaceItemContracts } from "@/lib/contracts/surface-item/contracts";
import { CHANGED, exampleOf, examplesOf, LATER, listOf, MOMENT } from "./example";

const PRODUCT_ID = "prod_01kadxq9s0e5wvgq1j8h3b7ntc";
const SURFACE_ID = "surf_01kadxq9s2f8z9d4m6p0k5rxyv";
const CAPABILITY_ID = "cap_01kadxq9rnf9p8n2c6x3e7v5tk";
const ITEM_ID = "item_01kadxq9rpe4b7w0h2j9q6z8sd";

const NEW = { createdAt: MOMENT, updatedAt: MOMENT, revision: 1 };

const PRODUCT_FACTS = {
  id: PRODUCT_ID,
  name: "Help desk",
  slug: "help-desk",
  description: "Answers what customers ask.",
  icon: "💬",
  dashboardUrl: `https://dashboard.runtype.example/products/${PRODUCT_ID}`,
  ...NEW,
};

const PARAMETERS_SCHEMA = {
  type: "object",
  properties: { question: { type: "string" } },
  required: ["question"],
};

const CAPABILITY: CapabilityView = {
  id: CAPABILITY_ID,
  productId: PRODUCT_ID,
  flowId: "flow_01kadxq9rbedrr7s0v3kx9m2jt",
  agentId: null,
  flowName: "FAQ answer",
  publishedVersion: 1,
  capabilityName: "Answer a question",
  capabilityDescription: "Looks up the answer to a question.",
  parametersSchema: PARAMETERS_SCHEMA,
  weight: 1,
  enabled: true,
  displayOrder: 0,
  ...NEW,
};

const ITEM: SurfaceItemView = {
  id: ITEM_ID,
  surfaceId: SURFACE_ID,
  capabilityId: CAPABILITY_ID,
  capabilityName: CAPABILITY.capabilityName,
  exposedName: "FAQ",
  exposedDescription: null,
  endpointSlug: "faq",
  isEntryPoint: false,
  enabled: true,
  displayOrder: 0,
  presentation: {},
  config: { outputStep: "answer" },
  ...NEW,
};

const SURFACE: SurfaceView = {
  id: SURFACE_ID,
  productId: PRODUCT_ID,
  name: "Public API",
  type: "api",
  status: "active",
  environment: "production",
  config: { type: "api", rateLimit: { perMinute: 60, perDay: 5_000 } },
  behavior: { response: { mode: "output" } },
  inbound: {},
  outbound: {},
  items: [ITEM],
  keys: [
    {
      id: "key_01kadxq9s4en3y8t2w6c1q5hbz",
      name: "Acme Corp, FAQ",
      keyPrefix: "papi_EXAMPLE",
      environment: "test",
      scoped: false,
      isActive: true,
      createdAt: MOMENT,
    },
  ],
  keysHasMore: false,
  keysUrl: `/v1/products/${PRODUCT_ID}/surfaces/${SURFACE_ID}/keys`,
  ...NEW,
};

const IMPACT: Impact = {
  keys: [
    {
      id: "key_01kadxq9s4en3y8t2w6c1q5hbz",
      surfaceId: SURFACE_ID,
      name: "Acme Corp, FAQ",
      maskedKey: "papi_EXAMPLE…0000",
      customer: "Acme Corp",
      environment: "production",
      scoped: true,
      requests: 1_204,
    },
  ],
  keysHasMore: false,
  keysUrl: `/v1/products/${PRODUCT_ID}/surfaces/${SURFACE_ID}/keys`,
  keyCount: 1,
  callers: [
    {
      address: "203.0.113.0/24",
      userAgent: "python-requests/2.32",
      requests: 1_204,
      lastAt: LATER,
    },
  ],
  callersHasMore: false,
  requests: 1_204,
};

const { name, slug, description, icon } = PRODUCT_FACTS;
const SETTINGS = { canvas: { zoom: 1 }, spec: { audience: "customers" } };
const PRODUCT = { ...PRODUCT_FACTS, ...SETTINGS, capabilities: [CAPABILITY], surfaces: [SURFACE] };

const { capabilityName, capabilityDescription, flowId } = CAPABILITY;
const ofCapability = { id: PRODUCT_ID, capabilityId: CAPABILITY_ID };
const ofSurface = { id: PRODUCT_ID, surfaceId: SURFACE_ID };

const { type, status, environment, config, behavior, inbound, createdAt, updatedAt } = SURFACE;

export const PRODUCT_EXAMPLES = [
  ...examplesOf(productContracts, {
    one: { id: PRODUCT_ID },
    shown: PRODUCT,
    listed: { limit: 50, search: "help" },
    created: { name, slug, description, icon, status: "active", ...SETTINGS },
    changes: { description: "Answers what people ask.", canvas: { zoom: 2 } },
    answers: {
      list: listOf({ ...PRODUCT_FACTS, capabilityCount: 1, surfaceCount: 1 }),
      create: { ...PRODUCT, capabilities: [], surfaces: [], testApiKey: null },
      update: {
        ...PRODUCT_FACTS,
        description: "Answers what people ask.",
        ...SETTINGS,
        canvas: { zoom: 2 },
        ...CHANGED,
      },
      delete: {
        id: PRODUCT_ID,
        deleted: true,
        removed: { capabilities: 1, surfaces: 1, items: 1, keys: 1 },
      },
    },
  }),
  ...examplesOf(capabilityContracts, {
    one: ofCapability,
    shown: CAPABILITY,
    listed: { id: PRODUCT_ID, limit: 50 },
    created: {
      id: PRODUCT_ID,
      capabilityName,
      capabilityDescription,
      flowId,
      parametersSchema: PARAMETERS_SCHEMA,
    },
    changes: { enabled: false, revision: 1 },
    answers: { delete: { id: CAPABILITY_ID, deleted: true, removed: { items: 1 } } },
  }),
  exampleOf(capabilityImpactContract, { input: ofCapability, output: IMPACT }),
  exampleOf(surfaceContracts.listAll, {
    input: { limit: 50, type: "api", status: "active", environment: "production" },
    output: listOf({
      id: SURFACE_ID,
      productId: PRODUCT_ID,
      name: SURFACE.name,
      type,
      status,
      environment,
      inbound,
      createdAt,
      updatedAt,
    }),
  }),
  ...examplesOf(surfaceContracts, {
    one: ofSurface,
    shown: SURFACE,
    listed: { id: PRODUCT_ID, limit: 50 },
    created: { id: PRODUCT_ID, name: SURFACE.name, type, status, environment, config, behavior },
    changes: { status: "paused", revision: 1 },
    answers: {
      create: { ...SURFACE, items: [], keys: [] },
      delete: { id: SURFACE_ID, deleted: true, removed: { items: 1, keys: 1 } },
    },
  }),
  exampleOf(surfaceImpactContract, { input: ofSurface, output: IMPACT }),
  ...examplesOf(surfaceItemContracts, {
    one: { ...ofSurface, itemId: ITEM_ID },
    shown: ITEM,
    listed: { ...ofSurface, limit: 50 },
    created: {
      ...ofSurface,
      capabilityId: CAPABILITY_ID,
      exposedName: "FAQ",
      endpointSlug: "faq",
      config: { outputStep: "answer" },
    },
    changes: { endpointSlug: "questions", revision: 1 },
  }),
];
