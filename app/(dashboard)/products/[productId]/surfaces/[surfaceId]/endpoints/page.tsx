import type { Metadata } from "next";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { EndpointsScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoints-screen";

type PageProps = { params: Promise<{ productId: string; surfaceId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { productId, surfaceId } = await params;
  const { surface } = await readSurface(productId, surfaceId);
  return { title: `Endpoints · ${surface.name}` };
}

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
