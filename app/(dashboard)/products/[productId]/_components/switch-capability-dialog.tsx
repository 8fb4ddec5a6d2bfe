"use client";

import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import type { CapabilityDialogProps } from "@/app/(dashboard)/products/[productId]/_components/capability-dialog-props";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useCapabilityImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import { updateCapability } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";

export function SwitchCapabilityDialog({ capability, open, onClose }: CapabilityDialogProps) {
  const changed = useProductChanged();
  const { id: capabilityId, productId, capabilityName, enabled, revision } = capability;
  const impact = useCapabilityImpact(productId, capabilityId, open);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`${enabled ? "Disable" : "Enable"} “${capabilityName}”?`}
      description={
        enabled
          ? "Its callers get 404 from the next call on, on every surface. This can be undone: enable it again, and everything works as before."
          : "Its callers are served again from the next call on, wherever its endpoint is on."
      }
      facts={impactFacts(impact)}
      tone="default"
      onConfirm={async () => {
        const result = await updateCapability({
          id: productId,
          capabilityId,
          revision,
          enabled: !enabled,
        });
        changed();
        if (!result.ok) return result.error;
        toast.success(enabled ? "Capability disabled" : "Capability enabled");
        return undefined;
      }}
    />
  );
}
