import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { EndpointsScreen } from "./_components/endpoints-screen";

const { Page, generateMetadata } = page(getProduct, {
  input: surfaceInPath,
  title: (product, visit) => `Endpoints · ${surfaceIn(product, visit).name}`,
  show: (product, visit) => (
    <EndpointsScreen product={product} surface={surfaceIn(product, visit)} />
  ),
});

export { generateMetadata, Page as default };
