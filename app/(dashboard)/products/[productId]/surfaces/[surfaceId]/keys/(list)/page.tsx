import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { KeysTab } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/keys-tab";
import { surfaceTableQuery } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-table-query";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { surfaceKeyForm, surfaceKeyTable } from "@/lib/services/surface-key/reads";

const { Page, generateMetadata } = page(getProduct, {
  input: surfaceInPath,
  title: (product, visit) => `Keys · ${surfaceIn(product, visit).name}`,
  show: async (product, visit) => {
    const place = { id: product.id, surfaceId: surfaceIn(product, visit).id };
    const query = surfaceTableQuery(visit.query);
    const [form, table] = await Promise.all([
      visit.read(surfaceKeyForm, place),
      visit.read(surfaceKeyTable, { ...place, ...query }),
    ]);
    return <KeysTab place={place} initial={table} initialQuery={query} form={form} />;
  },
});

export { generateMetadata, Page as default };
