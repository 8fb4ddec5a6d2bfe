import type { ReactNode } from "react";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { SurfaceHeader } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/surface-header";
import { NamedPage } from "@/components/app-shell/crumbs";
import { LinkTabs } from "@/components/link-tabs";

type LayoutProps = {
  children: ReactNode;
  params: Promise<{ productId: string; surfaceId: string }>;
};

export default async function SurfaceLayout({ children, params }: LayoutProps) {
  const { productId, surfaceId } = await params;
  const { product, surface, principal } = await readSurface(productId, surfaceId);
  const base = `/products/${product.id}/surfaces/${surface.id}`;
  return (
    <>
      <NamedPage href={`/products/${product.id}`} name={product.name} />
      <NamedPage href={base} name={surface.name} />
      <SurfaceHeader
        surface={surface}
        productName={product.name}
        readOnlyReason={productReadOnlyReason(principal)}
      />
      <LinkTabs
        label="Surface"
        tabs={[
          { href: base, label: "Overview" },
          { href: `${base}/endpoints`, label: "Endpoints" },
          { href: `${base}/keys`, label: "Keys" },
          { href: `${base}/ship`, label: "Ship" },
        ]}
      />
      {children}
    </>
  );
}
