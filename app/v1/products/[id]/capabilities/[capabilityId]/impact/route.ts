import { route } from "@/lib/http/route";
import { capabilityImpact } from "@/lib/services/capability/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: capabilityImpact });
