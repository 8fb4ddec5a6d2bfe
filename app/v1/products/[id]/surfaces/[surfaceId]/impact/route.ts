import { route } from "@/lib/http/route";
import { surfaceImpact } from "@/lib/services/surface/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: surfaceImpact });
