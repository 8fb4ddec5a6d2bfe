import { route } from "@/lib/http/route";
import { getSurfaceYaml } from "@/lib/services/surface-openapi/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getSurfaceYaml });
