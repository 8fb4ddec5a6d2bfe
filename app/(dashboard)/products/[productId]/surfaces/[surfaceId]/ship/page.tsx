import type { Metadata } from "next";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { endpointsOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { ShipScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/ship/_components/ship-screen";

type PageProps = { params: Promise<{ productId: string; surfaceId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { productId, surfaceId } = await params;
  const { surface } = await readSurface(productId, surfaceId);
  return { title: `Ship · ${surface.name}` };
}

export default async function ShipPage({ params }: PageProps) {
  const { productId, surfaceId } = await params;
  const { product, surface } = await readSurface(productId, surfaceId);
  return (
    <ShipScreen
      productId={productId}
      surfaceId={surfaceId}
      endpoints={endpointsOf(product, surface)}
    />
  );
}
