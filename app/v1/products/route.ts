import { route } from "@/lib/http/route";
import { createProduct } from "@/lib/services/product/create";
import { listProducts } from "@/lib/services/product/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listProducts,
  POST: createProduct,
});
