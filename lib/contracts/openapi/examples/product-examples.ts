import * as capabilityContracts from "@/lib/contracts/capability/contracts";
import { exampleOf, LAST_PAGE, LATER } from "@/lib/contracts/openapi/example";
import * as productContracts from "@/lib/contracts/product/contracts";
import { capabilityImpactContract } from "@/lib/contracts/product/impact";
import {
  CAPABILITY,
  CAPABILITY_ID,
  IMPACT,
  PARAMETERS_SCHEMA,
  PRODUCT_FACTS,
  PRODUCT_ID,
  SURFACE,
} from "./example-product";

const { name, slug, description, icon } = PRODUCT_FACTS;
const newProduct = { name, slug, description, icon };
const SETTINGS = { canvas: { zoom: 1 }, spec: { audience: "customers" } };
const PRODUCT = {
  ...PRODUCT_FACTS,
  ...SETTINGS,
  capabilities: [CAPABILITY],
  surfaces: [SURFACE],
};

const { capabilityName, capabilityDescription, flowId } = CAPABILITY;
const newCapability = {
  capabilityName,
  capabilityDescription,
  flowId,
  parametersSchema: PARAMETERS_SCHEMA,
};
const onCapability = { id: PRODUCT_ID, capabilityId: CAPABILITY_ID };

export const PRODUCT_EXAMPLES = [
  exampleOf(productContracts.listProductsContract, {
    input: { limit: 50, search: "help" },
    output: {
      data: [{ ...PRODUCT_FACTS, capabilityCount: 1, surfaceCount: 1 }],
      pagination: LAST_PAGE,
    },
  }),
  exampleOf(productContracts.createProductContract, {
    input: { ...newProduct, status: "active", ...SETTINGS },
    output: { ...PRODUCT, capabilities: [], surfaces: [], testApiKey: null },
  }),
  exampleOf(productContracts.getProductContract, { input: { id: PRODUCT_ID }, output: PRODUCT }),
  exampleOf(productContracts.updateProductContract, {
    input: { id: PRODUCT_ID, description: "Answers what people ask.", canvas: { zoom: 2 } },
    output: {
      ...PRODUCT_FACTS,
      description: "Answers what people ask.",
      ...SETTINGS,
      canvas: { zoom: 2 },
      updatedAt: LATER,
      revision: 2,
    },
  }),
  exampleOf(productContracts.deleteProductContract, {
    input: { id: PRODUCT_ID },
    output: {
      id: PRODUCT_ID,
      deleted: true,
      removed: { capabilities: 1, surfaces: 1, items: 1, keys: 1 },
    },
  }),
  exampleOf(capabilityContracts.listCapabilitiesContract, {
    input: { id: PRODUCT_ID, limit: 50 },
    output: { data: [CAPABILITY], pagination: LAST_PAGE },
  }),
  exampleOf(capabilityContracts.createCapabilityContract, {
    input: { id: PRODUCT_ID, ...newCapability },
    output: CAPABILITY,
  }),
  exampleOf(capabilityContracts.getCapabilityContract, { input: onCapability, output: CAPABILITY }),
  exampleOf(capabilityContracts.updateCapabilityContract, {
    input: { ...onCapability, enabled: false, revision: 1 },
    output: { ...CAPABILITY, enabled: false, updatedAt: LATER, revision: 2 },
  }),
  exampleOf(capabilityContracts.deleteCapabilityContract, {
    input: onCapability,
    output: { id: CAPABILITY_ID, deleted: true, removed: { items: 1 } },
  }),
  exampleOf(capabilityImpactContract, { input: onCapability, output: IMPACT }),
];
