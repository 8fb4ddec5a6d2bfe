import { route } from "@/lib/http/route";
import { rotatePlatformKey } from "@/lib/services/platform-key/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: rotatePlatformKey });
