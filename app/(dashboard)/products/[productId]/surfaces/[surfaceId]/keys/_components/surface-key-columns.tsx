"use client";

import { CapabilityTags } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/capability-tags";
import { keyMaker } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/key-maker";
import { keyColumns } from "@/components/key/table/key-columns";
import type { SurfaceKeyRow } from "@/lib/contracts/surface-key-screen";

export const SURFACE_KEY_COLUMNS = keyColumns<SurfaceKeyRow>({
  scope: [
    {
      id: "capabilities",
      header: "Capabilities",
      wide: true,
      className: "max-sm:order-4",
      cell: (key) => (
        <div className="sm:max-w-48">
          <CapabilityTags of={key} className="xl:flex-wrap" />
        </div>
      ),
    },
    {
      id: "customer",
      header: "Customer",
      hideBelow: "lg",
      className: "max-sm:order-5",
      cell: ({ customer }) =>
        customer === null ? (
          <span className="text-muted-foreground">None</span>
        ) : (
          <span className="block max-w-36 truncate" title={customer}>
            {customer}
          </span>
        ),
    },
  ],
  maker: keyMaker,
});
