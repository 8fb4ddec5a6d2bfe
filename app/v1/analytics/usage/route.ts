import { route } from "@/lib/http/route";
import { getUsage } from "@/lib/services/analytics/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getUsage });
