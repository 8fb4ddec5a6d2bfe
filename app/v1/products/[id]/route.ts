import { route } from "@/lib/http/route";
import { getProduct } from "@/lib/services/product/reads";
import { deleteProduct, updateProduct } from "@/lib/services/product/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getProduct,
  PUT: updateProduct,
  DELETE: deleteProduct,
});
