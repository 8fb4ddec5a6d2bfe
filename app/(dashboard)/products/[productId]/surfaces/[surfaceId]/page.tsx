import { readUsage } from "@/app/(dashboard)/actions";
import { surfaceIn, surfaceInPath } from "@/app/(dashboard)/in-path";
import { UsagePanel } from "@/components/usage/usage-panel";
import { page } from "@/lib/actions/page";
import { usageOverview } from "@/lib/services/analytics/reads";
import { getProduct } from "@/lib/services/product/reads";
import { listSurfaceKeys } from "@/lib/services/surface-key/reads";
import { endpointsOf } from "./_components/endpoint-facts";
import { LaunchGuide } from "./_components/launch-guide";
import { SettingsPanel } from "./_components/settings-panel";
import { StatusPanel } from "./_components/status-panel";

const { Page, generateMetadata } = page(getProduct, {
  input: surfaceInPath,
  title: (product, visit) => surfaceIn(product, visit).name,
  show: async (product, visit) => {
    const surface = surfaceIn(product, visit);
    const filters = { surfaceId: surface.id };
    const [keys, usage] = await Promise.all([
      visit.read(listSurfaceKeys, { id: product.id, ...filters }),
      visit.read(usageOverview, { ...filters, range: "7d" }),
    ]);
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <LaunchGuide surface={surface} endpoints={endpointsOf(product, surface)} keys={keys} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
          <SettingsPanel surface={surface} />
          <StatusPanel surface={surface} />
        </div>
        <UsagePanel filters={filters} initial={usage} readUsage={readUsage} />
      </div>
    );
  },
});

export { generateMetadata, Page as default };
