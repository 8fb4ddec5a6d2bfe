import { useQuery } from "@tanstack/react-query";
import {
  readCapabilityImpact,
  readProductImpacts,
  readSurfaceImpact,
} from "@/app/(dashboard)/products/actions";
import { actionValue } from "@/components/live/action-value";
import type { ProductView } from "@/lib/contracts/product/contracts";
import type { Impact } from "@/lib/contracts/product/impact";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

/** Who depends on something; undefined until it is known. */
export type KnownImpact = Impact | "unreadable" | undefined;

function useImpact(
  of: readonly (string | undefined)[],
  enabled: boolean,
  read: () => Promise<Impact>,
): KnownImpact {
  const queryKey = ["impact", ...of];
  const { data, isError } = useQuery({ queryKey, queryFn: read, enabled });
  return data ?? (isError ? "unreadable" : undefined);
}

/** Of a capability among those of its product, which are read together and once. */
export function useListedImpact(id: string, capabilityId: string): KnownImpact {
  const { data, isError } = useQuery({
    queryKey: ["impact", "listed", id],
    queryFn: async () => actionValue(await readProductImpacts({ id })).capabilities,
  });
  const found = data?.find((one) => one.capabilityId === capabilityId)?.impact;
  return found ?? (isError ? "unreadable" : undefined);
}

type Offered = { id: string; capabilityId: string; surfaceId?: string };

/** Of a capability; on a surface, of those who call it there, whom it breaks when its endpoint goes. */
export function useCapabilityImpact(offered: Offered, enabled: boolean) {
  return useImpact([offered.capabilityId, offered.surfaceId], enabled, async () =>
    actionValue(await readCapabilityImpact(offered)),
  );
}

export function useSurfaceImpact({ productId, id }: SurfaceView, enabled: boolean) {
  return useImpact([id], enabled, async () =>
    actionValue(await readSurfaceImpact({ id: productId, surfaceId: id })),
  );
}

/** All surfaces of a product together. */
export function useProductImpact({ id, surfaces }: ProductView, enabled: boolean) {
  return useImpact([id], enabled, async () => {
    const impacts: Impact[] = [];
    for (const surface of surfaces) {
      impacts.push(actionValue(await readSurfaceImpact({ id, surfaceId: surface.id })));
    }
    return together(impacts);
  });
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
