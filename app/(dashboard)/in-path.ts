import "server-only";
import { notFound } from "next/navigation";
import type { Visit } from "@/lib/actions/page";
import type { ProductView } from "@/lib/contracts/product/contracts";

type InSurface = Visit<{ productId: string; surfaceId: string }>;
type InSurfaceKey = Visit<{ productId: string; surfaceId: string; keyId: string }>;

/** What the verb of a page is asked, as the folders of its address say: of a surface, its product. */
export const customerInPath = ({ params }: Visit<{ customerId: string }>) => ({
  id: params.customerId,
});
export const planInPath = ({ params }: Visit<{ planId: string }>) => ({ id: params.planId });
export const flowInPath = ({ params }: Visit<{ flowId: string }>) => ({ id: params.flowId });
export const keyInPath = ({ params }: Visit<{ keyId: string }>) => ({ id: params.keyId });
export const productInPath = ({ params }: Visit<{ productId: string }>) => ({
  id: params.productId,
});
export const surfaceInPath = ({ params }: InSurface) => ({ id: params.productId });
export const surfaceKeyInPath = ({ params: { productId, surfaceId, keyId } }: InSurfaceKey) => ({
  id: productId,
  surfaceId,
  keyId,
});

/** The surface of a page; the 404 page where its product has none such. */
export function surfaceIn({ surfaces }: ProductView, { params }: InSurface) {
  return surfaces.find(({ id }) => id === params.surfaceId) ?? notFound();
}
