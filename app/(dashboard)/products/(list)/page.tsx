import type { Metadata } from "next";
import { productQuery } from "@/app/(dashboard)/products/_components/product-query";
import { ProductsScreen } from "@/app/(dashboard)/products/_components/products-screen";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { productTable } from "@/lib/services/product/reads";

export const metadata: Metadata = { title: "Products" };

type PageProps = { searchParams: Promise<Asked> };

export default async function ProductsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = productQuery((name) => [params[name]].flat()[0]);
  const table = await productTable
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch((error: unknown) => startAgain(error, "/products", params));
  return (
    <UrlStateProvider>
      <ProductsScreen table={table} readOnlyReason={productReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}
