"use client";

import { useQuery } from "@tanstack/react-query";
import {
  readCapabilityImpact,
  readProductImpacts,
  readSurfaceImpact,
} from "@/app/(dashboard)/products/actions";
import { actionValue } from "@/components/live/action-value";
import type { Impact } from "@/lib/contracts/product/impact";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

/** Who depends on something; undefined until it is known. */
export type KnownImpact = Impact | "unreadable" | undefined;

/** Of a capability among those of its product, which are read together and once. */
export function useListedImpact(id: string, capabilityId: string): KnownImpact {
  const query = useQuery({
    queryKey: ["impact", "listed", id],
    queryFn: async () => actionValue(await readProductImpacts({ id })).capabilities,
  });
  const data = query.data?.find((one) => one.capabilityId === capabilityId)?.impact;
  return known({ data, isError: query.isError });
}

export function useCapabilityImpact(id: string, capabilityId: string, enabled = true) {
  return useImpactOf({ id, capabilityId }, enabled);
}

/** Whom it breaks when one endpoint goes: those who call its capability on this surface. */
export function useEndpointImpact(surface: SurfaceView, capabilityId: string, enabled: boolean) {
  const { productId: id, id: surfaceId } = surface;
  return useImpactOf({ id, capabilityId, surfaceId }, enabled);
}

type Offered = { id: string; capabilityId: string; surfaceId?: string };

function useImpactOf(offered: Offered, enabled: boolean) {
  const query = useQuery({
    queryKey: ["impact", offered.capabilityId, offered.surfaceId],
    queryFn: async () => actionValue(await readCapabilityImpact(offered)),
    enabled,
  });
  return known(query);
}

export function useSurfaceImpact({ productId, id }: SurfaceView, enabled: boolean) {
  const query = useQuery({
    queryKey: ["impact", id],
    queryFn: async () => actionValue(await readSurfaceImpact({ id: productId, surfaceId: id })),
    enabled,
  });
  return known(query);
}

/** All surfaces of a product together. */
export function useImpacts(id: string, surfaces: readonly SurfaceView[], enabled: boolean) {
  const query = useQuery({
    queryKey: ["impact", id],
    queryFn: async () => {
      const impacts: Impact[] = [];
      for (const surface of surfaces) {
        impacts.push(actionValue(await readSurfaceImpact({ id, surfaceId: surface.id })));
      }
      return together(impacts);
    },
    enabled,
  });
  return known(query);
}

function known(query: { data: Impact | undefined; isError: boolean }): KnownImpact {
  return query.data ?? (query.isError ? "unreadable" : undefined);
}

function together(impacts: readonly Impact[]): Impact {
  const total = (count: (impact: Impact) => number) =>
    impacts.reduce((sum, impact) => sum + count(impact), 0);
  return {
    keys: impacts.flatMap(({ keys }) => keys).toSorted(busiestFirst),
    keysHasMore: impacts.some(({ keysHasMore }) => keysHasMore),
    keysUrl: null,
    keyCount: total(({ keyCount }) => keyCount),
    callers: impacts.flatMap(({ callers }) => callers).toSorted(busiestFirst),
    callersHasMore: impacts.some(({ callersHasMore }) => callersHasMore),
    requests: total(({ requests }) => requests),
  };
}

function busiestFirst(one: { requests: number }, other: { requests: number }): number {
  return other.requests - one.requests;
}
