import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { KeysTab } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/keys-tab";
import { surfaceTableQuery } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-table-query";
import { page } from "@/lib/actions/page";
import { getProduct } from "@/lib/services/product/reads";
import { listClaimLinks } from "@/lib/services/surface-key/claim-links";
import { surfaceKeyForm, surfaceKeyTable } from "@/lib/services/surface-key/reads";

const { Page, generateMetadata } = page(getProduct, {
  input: surfaceInPath,
  title: (product, visit) => `Keys · ${surfaceIn(product, visit).name}`,
  show: async (product, visit) => {
    const place = { id: product.id, surfaceId: surfaceIn(product, visit).id };
    const query = surfaceTableQuery(visit.query);
    const [form, table, opened, open] = await Promise.all([
      visit.read(surfaceKeyForm, place),
      visit.read(surfaceKeyTable, { ...place, ...query }),
      visit.read(listClaimLinks, { ...place, status: "opened" }),
      visit.read(listClaimLinks, { ...place, status: "open" }),
    ]);
    const links = [...opened.data, ...open.data];
    const list = { initial: table, initialQuery: query, links };
    return <KeysTab {...list} place={place} form={form} />;
  },
});

export { generateMetadata, Page as default };
