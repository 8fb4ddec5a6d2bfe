"use client";

import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useEndpointImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import {
  type EndpointDialogProps,
  endpointInput,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-dialog-props";
import { updateEndpoint } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";

export function SwitchEndpointDialog(props: EndpointDialogProps) {
  const { surface, endpoint, open, onClose } = props;
  const changed = useProductChanged();
  const { item, name } = endpoint;
  const impact = useEndpointImpact(surface, item.capabilityId, open);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={item.enabled ? `Switch “${name}” off?` : `Switch “${name}” on?`}
      description={
        item.enabled
          ? "Its callers on this surface get 404 from the next call on. Other surfaces go on, and you can switch it on again at any time."
          : "Its callers on this surface are served from the next call on."
      }
      facts={impactFacts(impact)}
      tone="default"
      onConfirm={async () => {
        const { enabled, revision } = item;
        const result = await updateEndpoint({
          ...endpointInput(props),
          revision,
          enabled: !enabled,
        });
        changed();
        if (!result.ok) return result.error;
        toast.success(enabled ? "Endpoint is off" : "Endpoint is on");
        return undefined;
      }}
    />
  );
}
