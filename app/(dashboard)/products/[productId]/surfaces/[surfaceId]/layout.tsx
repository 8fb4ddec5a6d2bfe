import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { LinkTabs } from "@/components/link-tabs";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { SurfaceHeader } from "./_components/surface-header";

const { Page } = page(getProduct, {
  input: surfaceInPath,
  crumbs: (product, visit) => {
    const { id, name } = surfaceIn(product, visit);
    const href = `/products/${product.id}`;
    return [
      { href, name: product.name },
      { href: `${href}/surfaces/${id}`, name },
    ];
  },
  show: (product, visit) => {
    const surface = surfaceIn(product, visit);
    const base = `/products/${product.id}/surfaces/${surface.id}`;
    return (
      <>
        <SurfaceHeader surface={surface} productName={product.name} />
        <LinkTabs
          label="Surface"
          tabs={[
            { href: base, label: "Overview" },
            { href: `${base}/endpoints`, label: "Endpoints" },
            { href: `${base}/keys`, label: "Keys" },
            { href: `${base}/ship`, label: "Ship" },
          ]}
        />
        {visit.children}
      </>
    );
  },
});

export { Page as default };
