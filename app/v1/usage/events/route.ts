import { route } from "@/lib/http/route";
import { listUsageEvents } from "@/lib/services/analytics/feed";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listUsageEvents });
