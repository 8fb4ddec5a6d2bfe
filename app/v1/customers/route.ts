import { route } from "@/lib/http/route";
import { listCustomers } from "@/lib/services/customer/reads";
import { createCustomer } from "@/lib/services/customer/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listCustomers,
  POST: createCustomer,
});
