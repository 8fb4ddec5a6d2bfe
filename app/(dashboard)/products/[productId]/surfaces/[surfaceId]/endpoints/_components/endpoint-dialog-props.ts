import type { EndpointFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import type { SurfaceView } from "@/lib/contracts/surface";

/** What every dialog about an endpoint is given. */
export type EndpointDialogProps = {
  surface: SurfaceView;
  endpoint: EndpointFacts;
  open: boolean;
  onClose: () => void;
};

/** The endpoint as its verbs name it. */
export function endpointInput({
  surface,
  endpoint,
}: Pick<EndpointDialogProps, "surface" | "endpoint">) {
  return { id: surface.productId, surfaceId: surface.id, itemId: endpoint.item.id };
}
