"use client";

import { CapabilityTags } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/capability-tags";
import { keyMaker } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/key-maker";
import { keyColumns } from "@/components/key/table/key-columns";
import type { SurfaceKeyRow } from "@/lib/contracts/surface-key-screen";

export const SURFACE_KEY_COLUMNS = keyColumns<SurfaceKeyRow>({
  below: ({ customer }) =>
    customer === null ? null : (
      <span className="block text-xs text-muted-foreground wrap-anywhere">for {customer}</span>
    ),
  scope: [
    {
      id: "capabilities",
      header: "Capabilities",
      wide: true,
      className: "@max-cards:order-4",
      cell: (key) => (
        <div className="@cards:max-w-48">
          <CapabilityTags of={key} className="xl:flex-wrap" />
        </div>
      ),
    },
  ],
  maker: keyMaker,
});
