import { productInPath } from "@/app/(dashboard)/in-path";
import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { CapabilitiesPanel } from "./_components/capabilities-panel";
import { ProductHeader } from "./_components/product-header";
import { SurfacesPanel } from "./_components/surfaces-panel";

const { Page, generateMetadata } = page(getProduct, {
  input: productInPath,
  title: ({ name }) => name,
  crumbs: ({ id, name }) => [{ href: `/products/${id}`, name }],
  show: (product, { principal }) => {
    const shown = { product, readOnlyReason: readOnlyReason(principal, "PRODUCTS:WRITE") };
    return (
      <>
        <ProductHeader {...shown} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <CapabilitiesPanel {...shown} />
          <SurfacesPanel {...shown} />
        </div>
      </>
    );
  },
});

export { generateMetadata, Page as default };
