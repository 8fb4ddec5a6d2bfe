import { route } from "@/lib/http/route";
import { listProducts } from "@/lib/services/product/reads";
import { createProduct } from "@/lib/services/product/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listProducts,
  POST: createProduct,
});
