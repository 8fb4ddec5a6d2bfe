import type { Metadata } from "next";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { endpointsOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { ShipScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/ship/_components/ship-screen";

export const metadata: Metadata = { title: "Ship" };

type PageProps = { params: Promise<{ productId: string; surfaceId: string }> };

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
