import { removeCapability, updateCapability } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog, type OpenDialog } from "@/components/confirm-dialog";
import { counted } from "@/components/format";
import { usePageChanged } from "@/components/hooks/use-act";
import { toast } from "@/components/toast";
import type { CapabilityView } from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";
import { impactFacts } from "./impact-facts";
import { useCapabilityImpact } from "./use-impact";

/** What every dialog about a capability is given. */
type CapabilityDialogProps = OpenDialog & { product: ProductView; capability: CapabilityView };

export function RemoveCapabilityDialog(props: CapabilityDialogProps) {
  const { product, capability, ...dialog } = props;
  const changed = usePageChanged();
  const { id: capabilityId, productId, capabilityName } = capability;
  const impact = useCapabilityImpact({ id: productId, capabilityId }, dialog.open);
  const items = product.surfaces.flatMap((surface) => surface.items);
  const endpoints = items.filter((item) => item.capabilityId === capabilityId).length;
  const isCalled = typeof impact === "object" && impact.requests > 0;
  return (
    <ConfirmDialog
      {...dialog}
      title={`Remove “${capabilityName}”?`}
      description={
        <>
          This also deletes its {counted(endpoints, "endpoint")} and removes it from the scope of
          keys. Calls to it will fail with 404. The flow is not deleted. To stop calls temporarily,
          disable it instead.
        </>
      }
      facts={impactFacts(impact)}
      subject={capabilityId}
      typeToConfirm={isCalled ? capabilityName : null}
      act={() => removeCapability({ id: productId, capabilityId })}
      onAnswered={changed}
      onDone={() => toast.success("Capability removed")}
    />
  );
}

export function SwitchCapabilityDialog({ capability, ...dialog }: CapabilityDialogProps) {
  const changed = usePageChanged();
  const { id: capabilityId, productId, capabilityName, enabled, revision } = capability;
  const impact = useCapabilityImpact({ id: productId, capabilityId }, dialog.open);
  return (
    <ConfirmDialog
      {...dialog}
      title={`${enabled ? "Disable" : "Enable"} “${capabilityName}”?`}
      description={
        enabled
          ? "Calls to it will fail with 404 on every surface. You can enable it again at any time."
          : "Calls to it will work again immediately, wherever its endpoint is on."
      }
      facts={impactFacts(impact)}
      tone="default"
      act={() => updateCapability({ id: productId, capabilityId, revision, enabled: !enabled })}
      onAnswered={changed}
      onDone={() => toast.success(enabled ? "Capability disabled" : "Capability enabled")}
    />
  );
}
