"use client";

import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useSurfaceImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import { updateSurface } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";
import type { SurfaceView } from "@/lib/contracts/surface";

type PauseSurfaceDialogProps = { surface: SurfaceView; open: boolean; onClose: () => void };

export function PauseSurfaceDialog({ surface, open, onClose }: PauseSurfaceDialogProps) {
  const changed = useProductChanged();
  const impact = useSurfaceImpact(surface, open);
  const { id: surfaceId, productId, name, revision } = surface;
  const isActive = surface.status === "active";
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`${isActive ? "Pause" : "Activate"} “${name}”?`}
      description={
        isActive
          ? "From the next call on, every caller gets 503 “Surface is paused”. Keys and settings stay as they are, and you can activate it again at any time."
          : "Its callers are served again from the next call on, with the keys they have."
      }
      facts={impactFacts(impact)}
      tone="default"
      onConfirm={async () => {
        const result = await updateSurface({
          id: productId,
          surfaceId,
          revision,
          status: isActive ? "paused" : "active",
        });
        changed();
        if (!result.ok) return result.error;
        toast.success(isActive ? "Surface paused" : "Surface active");
        return undefined;
      }}
    />
  );
}
