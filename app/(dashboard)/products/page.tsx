import type { Metadata } from "next";
import { productQuery } from "@/app/(dashboard)/products/_components/product-query";
import { ProductsScreen } from "@/app/(dashboard)/products/_components/products-screen";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { listProducts } from "@/lib/services/product/list";

export const metadata: Metadata = { title: "Products" };

type PageProps = { searchParams: Promise<Asked> };

export default async function ProductsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = productQuery((name) => [params[name]].flat()[0]);
  const products = await listProducts
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch((error: unknown) => startAgain(error, "/products", params));
  return (
    <UrlStateProvider>
      <ProductsScreen products={products} readOnlyReason={productReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}
