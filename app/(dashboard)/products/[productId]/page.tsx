import { productInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { CapabilitiesPanel } from "./_components/capabilities-panel";
import { ProductHeader } from "./_components/product-header";
import { SurfacesPanel } from "./_components/surfaces-panel";

const { Page, generateMetadata } = page(getProduct, {
  input: productInPath,
  title: ({ name }) => name,
  crumbs: ({ id, name }) => [{ href: `/products/${id}`, name }],
  show: (product) => (
    <>
      <ProductHeader product={product} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <CapabilitiesPanel product={product} />
        <SurfacesPanel product={product} />
      </div>
    </>
  ),
});

export { generateMetadata, Page as default };
