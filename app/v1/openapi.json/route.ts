import { route } from "@/lib/http/route";
import { getOpenApi } from "@/lib/services/openapi/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getOpenApi });
