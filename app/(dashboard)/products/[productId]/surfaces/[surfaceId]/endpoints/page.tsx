import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { EndpointsScreen } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoints-screen";
import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";

const { Page, generateMetadata } = page(getProduct, {
  input: surfaceInPath,
  title: (product, visit) => `Endpoints · ${surfaceIn(product, visit).name}`,
  show: (product, visit) => (
    <EndpointsScreen
      product={product}
      surface={surfaceIn(product, visit)}
      readOnlyReason={readOnlyReason(visit.principal, "PRODUCTS:WRITE")}
    />
  ),
});

export { generateMetadata, Page as default };
