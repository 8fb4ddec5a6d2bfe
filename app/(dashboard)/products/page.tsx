import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { productQuery } from "@/app/(dashboard)/products/_components/product-query";
import { ProductsScreen } from "@/app/(dashboard)/products/_components/products-screen";
import { productReadOnlyReason } from "@/app/(dashboard)/products/_components/read-only-reason";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { listProducts } from "@/lib/services/product/list";

export const metadata: Metadata = { title: "Products" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProductsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = productQuery((name) => [params[name]].flat()[0]);
  const products = await listProducts
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch(startAgain);
  return (
    <UrlStateProvider>
      <ProductsScreen products={products} readOnlyReason={productReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}

/** An address that was tampered with, such as a foreign cursor, leads to the first page. */
function startAgain(error: unknown): never {
  if (error instanceof AppError && error.code === "bad_request") redirect("/products");
  throw error;
}
