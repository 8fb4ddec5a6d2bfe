import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { endpointsOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { ShipScreen } from "./_components/ship-screen";

const { Page, generateMetadata } = page(getProduct, {
  input: surfaceInPath,
  title: (product, visit) => `Ship · ${surfaceIn(product, visit).name}`,
  show: (product, visit) => (
    <ShipScreen {...visit.params} endpoints={endpointsOf(product, surfaceIn(product, visit))} />
  ),
});

export { generateMetadata, Page as default };
