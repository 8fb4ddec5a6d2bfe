"use client";

import { ProductIcon } from "@/app/(dashboard)/products/_components/product-icon";
import type { Column } from "@/components/data-table/column";
import { formatCount } from "@/components/format-count";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { ProductRow } from "@/lib/contracts/product-screen";

export const PRODUCT_COLUMNS: readonly Column<ProductRow>[] = [
  {
    id: "name",
    header: "Name",
    text: ({ name }) => name,
    cell: ({ icon, name }) => (
      <>
        <ProductIcon icon={icon} className="mr-2.5 align-middle" />
        {name}
      </>
    ),
  },
  {
    id: "keys",
    header: "Keys",
    align: "right",
    cell: ({ keyCount }) => <Count of={keyCount} />,
  },
  {
    id: "requests",
    header: "Requests, 7 days",
    align: "right",
    cell: ({ requestsLast7Days }) => <Count of={requestsLast7Days} />,
  },
  {
    id: "lastCallAt",
    header: "Last call",
    cell: ({ lastCallAt }) =>
      lastCallAt ? (
        <RelativeTime at={lastCallAt} />
      ) : (
        <span className="text-muted-foreground">Never called</span>
      ),
  },
  {
    id: "capabilities",
    header: "Capabilities",
    align: "right",
    cell: ({ capabilityCount }) =>
      capabilityCount === 0 ? (
        <Badge variant="warning">None: nothing to call</Badge>
      ) : (
        <Count of={capabilityCount} />
      ),
  },
  {
    id: "surfaces",
    header: "Surfaces",
    align: "right",
    cell: ({ surfaceCount }) =>
      surfaceCount === 0 ? (
        <Badge variant="warning">None: nowhere to call</Badge>
      ) : (
        <Count of={surfaceCount} />
      ),
  },
  {
    id: "createdAt",
    header: "Created",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

function Count({ of: count }: { of: number }) {
  return (
    <span className={count === 0 ? "text-muted-foreground" : undefined}>{formatCount(count)}</span>
  );
}
