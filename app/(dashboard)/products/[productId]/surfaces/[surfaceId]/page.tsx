import type { Metadata } from "next";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { readSurface } from "@/app/(dashboard)/products/[productId]/read-product";
import { endpointsOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { LaunchGuide } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/launch-guide";
import { SettingsPanel } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-panel";
import { StatusPanel } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/status-panel";
import { readUsage } from "@/app/(dashboard)/usage/actions";
import { UsagePanel } from "@/components/usage/usage-panel";
import { usageOverview } from "@/lib/services/analytics/reads";
import { listSurfaceKeys } from "@/lib/services/surface-key/list";

type PageProps = { params: Promise<{ productId: string; surfaceId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { productId, surfaceId } = await params;
  const { surface } = await readSurface(productId, surfaceId);
  return { title: surface.name };
}

export default async function SurfacePage({ params }: PageProps) {
  const { productId, surfaceId } = await params;
  const { product, surface, principal, caller } = await readSurface(productId, surfaceId);
  const filters = { surfaceId };
  const [keys, usage] = await Promise.all([
    listSurfaceKeys.perform(caller, () => ({ id: productId, surfaceId })),
    usageOverview.perform(caller, () => ({ ...filters, range: "7d" })),
  ]);
  const readOnlyReason = productReadOnlyReason(principal);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <LaunchGuide
        surface={surface}
        endpoints={endpointsOf(product, surface)}
        keys={keys}
        readOnlyReason={readOnlyReason}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <SettingsPanel surface={surface} readOnlyReason={readOnlyReason} />
        <StatusPanel surface={surface} />
      </div>
      <h2 className="mt-2 text-lg font-semibold">Usage</h2>
      <UsagePanel filters={filters} initial={usage} readUsage={readUsage} />
    </div>
  );
}
