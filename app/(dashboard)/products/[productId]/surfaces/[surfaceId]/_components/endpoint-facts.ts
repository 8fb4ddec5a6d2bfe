import type { CapabilityView } from "@/lib/contracts/capability";
import type { ProductView } from "@/lib/contracts/product";
import type { SurfaceView } from "@/lib/contracts/surface";
import type { SurfaceItemView } from "@/lib/contracts/surface-item";

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
