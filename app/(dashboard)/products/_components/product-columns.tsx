"use client";

import { ProductIcon } from "@/app/(dashboard)/products/_components/product-icon";
import type { Column } from "@/components/data-table/column";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { ProductSummary } from "@/lib/contracts/product";

export const PRODUCT_COLUMNS: readonly Column<ProductSummary>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ icon, name }) => (
      <span className="inline-flex items-center gap-2.5">
        <ProductIcon icon={icon} />
        {name}
      </span>
    ),
  },
  {
    id: "capabilities",
    header: "Capabilities",
    cell: ({ capabilityCount }) =>
      capabilityCount === 0 ? (
        <Badge variant="warning">None: nothing to call</Badge>
      ) : (
        capabilityCount.toLocaleString("en")
      ),
  },
  {
    id: "surfaces",
    header: "Surfaces",
    cell: ({ surfaceCount }) =>
      surfaceCount === 0 ? (
        <Badge variant="warning">None: nowhere to call</Badge>
      ) : (
        surfaceCount.toLocaleString("en")
      ),
  },
  {
    id: "description",
    header: "Description",
    hideBelow: "lg",
    className: "max-sm:hidden",
    cell: ({ description }) => (
      <span className="line-clamp-1 max-w-96 text-muted-foreground">{description ?? "–"}</span>
    ),
  },
  {
    id: "createdAt",
    header: "Created",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
