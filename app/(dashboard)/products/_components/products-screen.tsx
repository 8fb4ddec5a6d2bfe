"use client";

import { PackageIcon } from "lucide-react";
import { SEARCH_PARAMS } from "@/app/(dashboard)/list-queries";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { formatCount } from "@/components/format";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import { useCreateDialog } from "@/components/url-state/use-create-dialog";
import type { ProductRow, ProductTable } from "@/lib/contracts/product/screen";
import { ProductIcon } from "./product-marks";

const PRODUCT_COLUMNS: readonly Column<ProductRow>[] = [
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

const dialogs = () => import("./new-product-dialog");
const NewProductDialog = lazyDialog(dialogs, (it) => it.NewProductDialog);

export function ProductsScreen({ table }: { table: ProductTable }) {
  const create = useCreateDialog("New Product", useReadOnlyReason("PRODUCTS:WRITE"));
  const { products, nextCursor } = table;

  return (
    <>
      <PageHeader
        title="Products"
        description="A product offers your flows to others as capabilities. Programs call them with their own keys."
        actions={create.button}
      />
      <ListTable
        caption="Products"
        noun="product"
        columns={PRODUCT_COLUMNS}
        rows={products}
        rowHref={(product) => `/products/${product.id}`}
        nextCursor={nextCursor}
        known={SEARCH_PARAMS}
        filters={<SearchInput label="Search products" />}
        none={
          <EmptyState
            icon={PackageIcon}
            title="No products yet: nobody outside can use your flows"
            guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
            description="Create a REST API in a minute. Name it, choose a flow or start from a sample, and get a URL and a test key that work immediately."
            action={create.firstButton}
          />
        }
      />
      <NewProductDialog {...create.dialog} onCreated={create.detach} />
    </>
  );
}
