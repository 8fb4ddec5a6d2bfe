import type { Metadata } from "next";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { EndpointsScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoints-screen";

export const metadata: Metadata = { title: "Endpoints" };

type PageProps = { params: Promise<{ productId: string; surfaceId: string }> };

export default async function EndpointsPage({ params }: PageProps) {
  const { productId, surfaceId } = await params;
  const { product, surface, principal } = await readSurface(productId, surfaceId);
  return (
    <EndpointsScreen
      product={product}
      surface={surface}
      readOnlyReason={productReadOnlyReason(principal)}
    />
  );
}
