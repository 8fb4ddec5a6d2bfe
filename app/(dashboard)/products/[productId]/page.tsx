import type { Metadata } from "next";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { CapabilitiesPanel } from "@/app/(dashboard)/products/[productId]/_components/capabilities-panel";
import { ProductHeader } from "@/app/(dashboard)/products/[productId]/_components/product-header";
import { SurfacesPanel } from "@/app/(dashboard)/products/[productId]/_components/surfaces-panel";
import { readProduct } from "@/app/(dashboard)/products/[productId]/read-product";
import { NamedPage } from "@/components/app-shell/crumbs";

type PageProps = { params: Promise<{ productId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { product } = await readProduct((await params).productId);
  return { title: product.name };
}

export default async function ProductPage({ params }: PageProps) {
  const { product, principal } = await readProduct((await params).productId);
  const readOnlyReason = productReadOnlyReason(principal);
  return (
    <>
      <NamedPage href={`/products/${product.id}`} name={product.name} />
      <ProductHeader product={product} readOnlyReason={readOnlyReason} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <CapabilitiesPanel product={product} readOnlyReason={readOnlyReason} />
        <SurfacesPanel product={product} readOnlyReason={readOnlyReason} />
      </div>
    </>
  );
}
