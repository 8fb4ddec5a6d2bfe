import { route } from "@/lib/http/route";
import { deleteProduct } from "@/lib/services/product/delete";
import { getProduct } from "@/lib/services/product/get";
import { updateProduct } from "@/lib/services/product/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getProduct,
  PUT: updateProduct,
  DELETE: deleteProduct,
});
