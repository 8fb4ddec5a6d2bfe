import { useRouter } from "next/navigation";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useSurfaceImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import { deleteSurface, updateSurface } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { counted } from "@/components/format";
import { usePageChanged } from "@/components/hooks/use-act";
import { toast } from "@/components/toast";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

type SurfaceDialogProps = { surface: SurfaceView; open: boolean; onClose: () => void };

export function PauseSurfaceDialog({ surface, ...dialog }: SurfaceDialogProps) {
  const changed = usePageChanged();
  const impact = useSurfaceImpact(surface, dialog.open);
  const { id: surfaceId, productId, name, revision } = surface;
  const isActive = surface.status === "active";
  const status = isActive ? "paused" : "active";
  return (
    <ConfirmDialog
      {...dialog}
      title={`${isActive ? "Pause" : "Activate"} “${name}”?`}
      description={
        isActive
          ? "Calls will fail with 503 “Surface is paused”. Keys and settings are kept, and you can activate it again at any time."
          : "Calls will work again immediately, with existing keys."
      }
      facts={impactFacts(impact)}
      tone="default"
      act={() => updateSurface({ id: productId, surfaceId, revision, status })}
      onAnswered={changed}
      onDone={() => toast.success(isActive ? "Surface paused" : "Surface active")}
    />
  );
}

export function DeleteSurfaceDialog({ surface, ...dialog }: SurfaceDialogProps) {
  const router = useRouter();
  const impact = useSurfaceImpact(surface, dialog.open);
  const { id: surfaceId, productId, name, items, keys } = surface;
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete “${name}”?`}
      description={
        <>
          This permanently deletes {counted(items.length, "endpoint")} and{" "}
          {counted(keys.length, "key")}, including revoked keys. Requests with these keys will fail
          with 401. Capabilities are not deleted. To stop calls temporarily, pause the surface
          instead.
        </>
      }
      facts={impactFacts(impact)}
      subject={surfaceId}
      typeToConfirm={name}
      act={() => deleteSurface({ id: productId, surfaceId })}
      onDone={() => {
        toast.success("Surface deleted");
        router.push(`/products/${productId}`);
      }}
    />
  );
}
