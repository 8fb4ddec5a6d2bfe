"use client";

import { PencilIcon } from "lucide-react";
import { useState } from "react";
import { ProductIcon } from "@/app/(dashboard)/products/_components/product-marks";
import { ActButtons, removeAct } from "@/components/act-buttons";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import type { ProductView } from "@/lib/contracts/product/contracts";

const dialogs = () => import("./product-dialogs");
const EditProductDialog = lazyDialog(dialogs, (it) => it.EditProductDialog);
const DeleteProductDialog = lazyDialog(dialogs, (it) => it.DeleteProductDialog);

export function ProductHeader({ product }: { product: ProductView }) {
  const readOnlyReason = useReadOnlyReason("PRODUCTS:WRITE");
  const [act, setAct] = useState<"edit" | "delete" | null>(null);
  const dialog = { product, onClose: () => setAct(null) };
  return (
    <>
      <PageHeader
        back={{ href: "/products", label: "Products" }}
        title={
          <span className="inline-flex items-center gap-2.5">
            <ProductIcon icon={product.icon} className="size-8 text-lg" />
            {product.name}
          </span>
        }
        description={product.description}
        actions={
          <ActButtons
            reason={readOnlyReason}
            acts={[
              { label: "Edit", icon: PencilIcon, onSelect: () => setAct("edit") },
              removeAct("Delete", () => setAct("delete")),
            ]}
          />
        }
      />
      <EditProductDialog {...dialog} open={act === "edit"} />
      <DeleteProductDialog {...dialog} open={act === "delete"} />
    </>
  );
}
