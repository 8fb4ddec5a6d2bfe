import type { z } from "zod";
import type { capabilityView } from "@/lib/contracts/capability/contracts";
import { LATER, MOMENT } from "@/lib/contracts/openapi/example";
import type { Impact } from "@/lib/contracts/product/impact";
import type { surfaceView } from "@/lib/contracts/surface/contracts";
import type { surfaceItemView } from "@/lib/contracts/surface-item/contracts";

export const PRODUCT_ID = "prod_01kadxq9s0e5wvgq1j8h3b7ntc";
export const SURFACE_ID = "surf_01kadxq9s2f8z9d4m6p0k5rxyv";
export const CAPABILITY_ID = "cap_01kadxq9rnf9p8n2c6x3e7v5tk";
export const ITEM_ID = "item_01kadxq9rpe4b7w0h2j9q6z8sd";

const NEW = { createdAt: MOMENT, updatedAt: MOMENT, revision: 1 };

export const PRODUCT_FACTS = {
  id: PRODUCT_ID,
  name: "Help desk",
  slug: "help-desk",
  description: "Answers what customers ask.",
  icon: "💬",
  dashboardUrl: `https://dashboard.runtype.example/products/${PRODUCT_ID}`,
  ...NEW,
};

export const PARAMETERS_SCHEMA = {
  type: "object",
  properties: { question: { type: "string" } },
  required: ["question"],
};

export const CAPABILITY: z.input<typeof capabilityView> = {
  id: CAPABILITY_ID,
  productId: PRODUCT_ID,
  flowId: "flow_01kadxq9rbedrr7s0v3kx9m2jt",
  agentId: null,
  flowName: "FAQ answer",
  publishedVersion: 1,
  capabilityName: "Answer a question",
  capabilityDescription: "Looks up the answer to a question.",
  parametersSchema: PARAMETERS_SCHEMA,
  enabled: true,
  displayOrder: 0,
  ...NEW,
};

export const ITEM: z.input<typeof surfaceItemView> = {
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

export const SURFACE: z.input<typeof surfaceView> = {
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

export const IMPACT: Impact = {
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
