import { route } from "@/lib/http/route";
import { getOpenApi } from "@/lib/services/openapi/get";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getOpenApi });
