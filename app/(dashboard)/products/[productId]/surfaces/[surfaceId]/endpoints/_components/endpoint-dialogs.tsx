import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useCapabilityImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import type { EndpointFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { removeEndpoint, updateEndpoint } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog, type OpenDialog } from "@/components/confirm-dialog";
import { usePageChanged } from "@/components/hooks/use-act";
import { toast } from "@/components/toast";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

export function RemoveEndpointDialog(props: EndpointDialogProps) {
  const { endpoint, open, onClose } = props;
  const changed = usePageChanged();
  const impact = useCapabilityImpact(offered(props), open);
  const isCalled = typeof impact === "object" && impact.requests > 0;
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Remove “${endpoint.name}” from this surface?`}
      description="This deletes its URL and removes it from the scope of this surface's keys. Calls to it will fail with 404. The capability stays in the product. To stop calls temporarily, switch it off instead."
      facts={impactFacts(impact)}
      subject={endpoint.item.id}
      typeToConfirm={isCalled ? endpoint.name : null}
      act={() => removeEndpoint(endpointInput(props))}
      onAnswered={changed}
      onDone={() => toast.success("Endpoint removed")}
    />
  );
}

export function SwitchEndpointDialog(props: EndpointDialogProps) {
  const { endpoint, open, onClose } = props;
  const changed = usePageChanged();
  const { enabled, revision } = endpoint.item;
  const impact = useCapabilityImpact(offered(props), open);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Switch “${endpoint.name}” ${enabled ? "off" : "on"}?`}
      description={
        enabled
          ? "Calls to it on this surface will fail with 404. Other surfaces are not affected, and you can switch it on again at any time."
          : "Calls to it on this surface will work immediately."
      }
      facts={impactFacts(impact)}
      tone="default"
      act={() => updateEndpoint({ ...endpointInput(props), revision, enabled: !enabled })}
      onAnswered={changed}
      onDone={() => toast.success(enabled ? "Endpoint is off" : "Endpoint is on")}
    />
  );
}

/** What every dialog about an endpoint is given. */
export type EndpointDialogProps = OpenDialog & { surface: SurfaceView; endpoint: EndpointFacts };

/** The endpoint as its verbs name it. */
export function endpointInput({
  surface,
  endpoint,
}: Pick<EndpointDialogProps, "surface" | "endpoint">) {
  return { id: surface.productId, surfaceId: surface.id, itemId: endpoint.item.id };
}

function offered({ surface, endpoint }: EndpointDialogProps) {
  const { capabilityId } = endpoint.item;
  return { id: surface.productId, surfaceId: surface.id, capabilityId };
}
