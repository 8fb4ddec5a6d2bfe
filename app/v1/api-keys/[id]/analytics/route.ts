import { route } from "@/lib/http/route";
import { platformKeyUsage } from "@/lib/services/platform-key/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: platformKeyUsage });
