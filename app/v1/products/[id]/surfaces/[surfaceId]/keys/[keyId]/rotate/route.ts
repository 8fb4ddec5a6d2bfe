import { route } from "@/lib/http/route";
import { rotateSurfaceKey } from "@/lib/services/surface-key/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: rotateSurfaceKey });
