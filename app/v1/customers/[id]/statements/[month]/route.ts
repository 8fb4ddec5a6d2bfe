import { route } from "@/lib/http/route";
import { getStatement } from "@/lib/services/customer/statement";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getStatement });
