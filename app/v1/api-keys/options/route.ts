import { route } from "@/lib/http/route";
import { platformKeyOptions } from "@/lib/services/platform-key/options";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: platformKeyOptions });
