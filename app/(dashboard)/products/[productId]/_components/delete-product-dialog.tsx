"use client";

import { useRouter } from "next/navigation";
import { deleteProduct } from "@/app/(dashboard)/products/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { counted } from "@/components/format";
import { toast } from "@/components/toast";
import type { ProductView } from "@/lib/contracts/product/contracts";
import { impactFacts } from "./impact-facts";
import { useImpacts } from "./use-impact";

type DeleteProductDialogProps = { product: ProductView; open: boolean; onClose: () => void };

export function DeleteProductDialog({ product, open, onClose }: DeleteProductDialogProps) {
  const router = useRouter();
  const { surfaces, capabilities } = product;
  const impact = useImpacts(product.id, surfaces, open);
  const items = surfaces.flatMap((surface) => surface.items);

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete “${product.name}”?`}
      description={
        <>
          This permanently deletes {counted(capabilities.length, "capability", "capabilities")},{" "}
          {counted(surfaces.length, "surface")}, {counted(items.length, "endpoint")} and all their
          keys. Requests with these keys will fail with 401. Flows are not deleted.
        </>
      }
      facts={impactFacts(impact)}
      subject={product.id}
      typeToConfirm={product.name}
      onConfirm={async () => {
        const result = await deleteProduct({ id: product.id });
        if (!result.ok) return result.error;
        const { keys } = result.value.removed;
        toast.success("Product deleted", {
          description: `${counted(keys, "key")} deleted with it.`,
        });
        router.push("/products");
        return undefined;
      }}
    />
  );
}
