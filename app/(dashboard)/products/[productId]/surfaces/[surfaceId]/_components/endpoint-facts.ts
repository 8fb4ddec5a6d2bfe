import type { CapabilityView } from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import type { SurfaceItemView } from "@/lib/contracts/surface-item/contracts";

/** What each status of a call means, in the order a caller meets them. */
export const ANSWER_MEANINGS = [
  [200, "Success. The body is the response of the flow."],
  [400, "The input is not valid. The response names the field."],
  [401, "The key is missing, wrong, expired or revoked."],
  [403, "The key is valid but cannot call this endpoint."],
  [404, "The endpoint does not exist, is switched off, or has a new slug."],
  [
    409,
    "The Idempotency-Key was used with a different body, its call is still running or was interrupted, or its response was too large to store.",
  ],
  [429, "The key has reached a rate limit. Retry-After says how long to wait."],
  [502, "A step of the flow failed. The response names it."],
  [
    503,
    "The surface is paused, a production key called a flow that is not published, or the server is stopping.",
  ],
  [504, "The flow took too long."],
] as const satisfies readonly (readonly [status: number, meaning: string])[];

export function meaningOf(status: number): string | undefined {
  return ANSWER_MEANINGS.find(([one]) => one === status)?.[1];
}

/** One capability on a surface, as a caller meets it. */
export type EndpointFacts = {
  item: SurfaceItemView;
  capability: CapabilityView;
  name: string;
  description: string | null;
  /** Whether calls are answered: neither the endpoint nor the capability is off. */
  callable: boolean;
};

/** The endpoints of a surface, in its order. */
export function endpointsOf({ capabilities }: ProductView, { items }: SurfaceView) {
  return items.flatMap((item): EndpointFacts[] => {
    const capability = capabilities.find(({ id }) => id === item.capabilityId);
    if (!capability) return [];
    return [
      {
        item,
        capability,
        name: item.exposedName ?? capability.capabilityName,
        description: item.exposedDescription ?? capability.capabilityDescription,
        callable: item.enabled && capability.enabled,
      },
    ];
  });
}

type Place = { productId: string; surfaceId: string };

/** Where a capability is called, on this host. */
export function endpointPath({ productId, surfaceId }: Place, slug: string): string {
  return `/v1/products/${productId}/surfaces/${surfaceId}/api/${slug}`;
}

/** Where the surface's OpenAPI document is, on this host. */
export function openApiPath({ productId, surfaceId }: Place, format: "json" | "yaml"): string {
  return `/v1/products/${productId}/surfaces/${surfaceId}/openapi.${format}`;
}
