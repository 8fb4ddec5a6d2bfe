"use client";

import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useEndpointImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import {
  type EndpointDialogProps,
  endpointInput,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-dialog-props";
import { removeEndpoint } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";

export function RemoveEndpointDialog(props: EndpointDialogProps) {
  const { surface, endpoint, open, onClose } = props;
  const changed = useProductChanged();
  const impact = useEndpointImpact(surface, endpoint.item.capabilityId, open);
  const isCalled = typeof impact === "object" && impact.requests > 0;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Remove “${endpoint.name}” from this surface?`}
      description="Its address and its place in the scope of this surface's keys are gone: callers get 404. The capability stays in the product. To stop calls for a while, switch it off instead."
      facts={impactFacts(impact)}
      subject={endpoint.item.id}
      typeToConfirm={isCalled ? endpoint.name : null}
      onConfirm={async () => {
        const result = await removeEndpoint(endpointInput(props));
        changed();
        if (!result.ok) return result.error;
        toast.success("Endpoint removed");
        return undefined;
      }}
    />
  );
}
