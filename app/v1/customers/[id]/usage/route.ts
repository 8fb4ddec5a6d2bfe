import { route } from "@/lib/http/route";
import { getCustomerUsage } from "@/lib/services/customer/usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getCustomerUsage });
