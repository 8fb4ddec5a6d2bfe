import type { Impact } from "@/lib/contracts/impact";
import { LATER } from "@/lib/contracts/openapi/example";
import { PRODUCT_ID, SURFACE_ID } from "./example-product";

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
