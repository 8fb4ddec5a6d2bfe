"use client";

import { counted } from "@/app/(dashboard)/products/_components/counted";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import type { CapabilityDialogProps } from "@/app/(dashboard)/products/[productId]/_components/capability-dialog-props";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useCapabilityImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import { removeCapability } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";

export function RemoveCapabilityDialog(props: CapabilityDialogProps) {
  const { product, capability, open, onClose } = props;
  const changed = useProductChanged();
  const { id: capabilityId, productId, capabilityName } = capability;
  const impact = useCapabilityImpact(productId, capabilityId, open);
  const items = product.surfaces.flatMap((surface) => surface.items);
  const endpoints = items.filter((item) => item.capabilityId === capabilityId).length;
  const isCalled = typeof impact === "object" && impact.requests > 0;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Remove “${capabilityName}”?`}
      description={
        <>
          Its {counted(endpoints, "endpoint")} and the place it has in the scope of keys go with it;
          callers get 404. The flow stays. To stop calls for a while, disable it instead.
        </>
      }
      facts={impactFacts(impact)}
      subject={capabilityId}
      typeToConfirm={isCalled ? capabilityName : null}
      onConfirm={async () => {
        const result = await removeCapability({ id: productId, capabilityId });
        changed();
        if (!result.ok) return result.error;
        toast.success("Capability removed");
        return undefined;
      }}
    />
  );
}
