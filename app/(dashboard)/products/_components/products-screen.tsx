"use client";

import { PackageIcon, PlusIcon } from "lucide-react";
import { PRODUCT_COLUMNS } from "@/app/(dashboard)/products/_components/product-columns";
import {
  PRODUCT_FILTERS,
  PRODUCT_PARAMS,
  PRODUCTS_PER_PAGE,
} from "@/app/(dashboard)/products/_components/product-query";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { NoMatch } from "@/components/url-state/no-match";
import { NotUnderstood } from "@/components/url-state/not-understood";
import { SearchInput } from "@/components/url-state/search-input";
import { useUrlState } from "@/components/url-state/url-state-provider";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type { ProductTable } from "@/lib/contracts/product-screen";

const NewProductDialog = lazyDialog(() =>
  import("@/app/(dashboard)/products/_components/new-product-dialog").then(
    (module) => module.NewProductDialog,
  ),
);

type ProductsScreenProps = {
  table: ProductTable;
  /** Why this person cannot change products; null when they can. */
  readOnlyReason: string | null;
};

export function ProductsScreen({ table, readOnlyReason }: ProductsScreenProps) {
  const url = useUrlState();
  const create = useUrlDialog("create");
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);
  const isFiltered = PRODUCT_FILTERS.some((name) => url.get(name) !== null);
  const { products, nextCursor } = table;
  const isEmpty = products.length === 0 && !isFiltered && url.get("cursor") === null;

  return (
    <>
      <PageHeader
        title="Products"
        description="A product offers your flows to others: as capabilities that programs call with a key of their own."
        actions={
          <GatedButton reason={readOnlyReason} onClick={create.open}>
            <PlusIcon aria-hidden />
            New Product
          </GatedButton>
        }
      />
      <div className="grid gap-3">
        {isEmpty ? null : <SearchInput label="Search products" />}
        <NotUnderstood known={PRODUCT_PARAMS} />
        <DataTable
          caption="Products"
          noun={products.length === 1 ? "product" : "products"}
          columns={PRODUCT_COLUMNS}
          rows={products}
          rowId={(product) => product.id}
          rowHref={(product) => `/products/${product.id}`}
          page={{ total: null, pageSize: PRODUCTS_PER_PAGE, nextCursor }}
          empty={
            isEmpty ? (
              <NoProducts readOnlyReason={readOnlyReason} onCreate={create.open} />
            ) : (
              <NoMatch noun="products" params={PRODUCT_FILTERS} />
            )
          }
        />
      </div>
      <NewProductDialog
        open={mayCreate && create.isOpen}
        onClose={create.close}
        onCreated={create.detach}
      />
    </>
  );
}

type NoProductsProps = { readOnlyReason: string | null; onCreate: () => void };

function NoProducts({ readOnlyReason, onCreate }: NoProductsProps) {
  return (
    <EmptyState
      icon={PackageIcon}
      title="No products yet: nobody outside can use your flows"
      guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
      description="A REST API takes a minute. You name it, choose a flow or start from a sample, and get an address and a test key that work at once."
      action={
        <GatedButton variant="outline" reason={readOnlyReason} onClick={onCreate}>
          <PlusIcon aria-hidden />
          Create the first one
        </GatedButton>
      }
    />
  );
}
