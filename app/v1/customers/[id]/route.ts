import { route } from "@/lib/http/route";
import { getCustomer } from "@/lib/services/customer/reads";
import { deleteCustomer, updateCustomer } from "@/lib/services/customer/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getCustomer,
  PUT: updateCustomer,
  DELETE: deleteCustomer,
});
