import { route } from "@/lib/http/route";
import { capabilityImpact } from "@/lib/services/capability/impact";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: capabilityImpact });
