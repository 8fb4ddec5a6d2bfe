import type { ReactNode } from "react";
import { readKey } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/[keyId]/read-key";

type LayoutProps = {
  children: ReactNode;
  params: Promise<{ productId: string; surfaceId: string; keyId: string }>;
};

/** Asks for the key before the skeleton goes out: what is not there is answered with 404. */
export default async function SurfaceKeyLayout({ children, params }: LayoutProps) {
  const { productId, surfaceId, keyId } = await params;
  await readKey(productId, surfaceId, keyId);
  return children;
}
