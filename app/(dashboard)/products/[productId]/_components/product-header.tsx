"use client";

import { PencilIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import { ProductIcon } from "@/app/(dashboard)/products/_components/product-icon";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import type { ProductView } from "@/lib/contracts/product/contracts";

const EditProductDialog = lazyDialog(() =>
  import("./edit-product-dialog").then((module) => module.EditProductDialog),
);
const DeleteProductDialog = lazyDialog(() =>
  import("./delete-product-dialog").then((module) => module.DeleteProductDialog),
);

type ProductHeaderProps = { product: ProductView; readOnlyReason: string | null };

export function ProductHeader({ product, readOnlyReason }: ProductHeaderProps) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const close = () => setOpen(null);
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
          <>
            <GatedButton variant="outline" reason={readOnlyReason} onClick={() => setOpen("edit")}>
              <PencilIcon aria-hidden /> Edit
            </GatedButton>
            <GatedButton
              variant="outline"
              className="text-destructive hover:text-destructive"
              reason={readOnlyReason}
              onClick={() => setOpen("delete")}
            >
              <Trash2Icon aria-hidden /> Delete
            </GatedButton>
          </>
        }
      />
      <EditProductDialog product={product} open={open === "edit"} onClose={close} />
      <DeleteProductDialog product={product} open={open === "delete"} onClose={close} />
    </>
  );
}
