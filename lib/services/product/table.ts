import "server-only";
import { productTableContract } from "@/lib/contracts/product-screen";
import { listProducts } from "@/lib/services/product/list";
import { defineRead } from "@/lib/services/verb";
import { productTraffic } from "@/lib/usage/product-traffic";

export const productTable = defineRead(
  productTableContract,
  async ({ principal, input, requestId }) => {
    const { data, pagination } = await listProducts.perform({ principal, requestId }, () => input);
    const ids = data.map(({ id }) => id);
    const traffic = await productTraffic(principal.organizationId, ids);
    const products = data.map((product) => ({
      ...product,
      keyCount: traffic.get(product.id)?.keys ?? 0,
      requestsLast7Days: traffic.get(product.id)?.requests ?? 0,
      lastCallAt: traffic.get(product.id)?.lastCallAt?.toISOString() ?? null,
    }));
    return { products, nextCursor: pagination.nextCursor };
  },
);
