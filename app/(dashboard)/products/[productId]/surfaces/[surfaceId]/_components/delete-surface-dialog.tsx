"use client";

import { useRouter } from "next/navigation";
import { counted } from "@/app/(dashboard)/products/_components/counted";
import { impactFacts } from "@/app/(dashboard)/products/[productId]/_components/impact-facts";
import { useSurfaceImpact } from "@/app/(dashboard)/products/[productId]/_components/use-impact";
import { deleteSurface } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { toast } from "@/components/toast";
import type { SurfaceView } from "@/lib/contracts/surface";

type DeleteSurfaceDialogProps = { surface: SurfaceView; open: boolean; onClose: () => void };

export function DeleteSurfaceDialog({ surface, open, onClose }: DeleteSurfaceDialogProps) {
  const router = useRouter();
  const impact = useSurfaceImpact(surface, open);
  const { id: surfaceId, productId, name, items, keys } = surface;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete “${name}”?`}
      description={
        <>
          Gone for good: {counted(items.length, "endpoint")} and {counted(keys.length, "key")},
          revoked ones included. Callers get 401 from then on. The capabilities stay. To stop calls
          for a while, pause it instead.
        </>
      }
      facts={impactFacts(impact)}
      subject={surfaceId}
      typeToConfirm={name}
      onConfirm={async () => {
        const result = await deleteSurface({ id: productId, surfaceId });
        if (!result.ok) return result.error;
        toast.success("Surface deleted");
        router.push(`/products/${productId}`);
        return undefined;
      }}
    />
  );
}
