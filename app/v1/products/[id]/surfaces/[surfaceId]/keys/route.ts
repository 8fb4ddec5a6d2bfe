import { route } from "@/lib/http/route";
import { listSurfaceKeys } from "@/lib/services/surface-key/reads";
import { createSurfaceKey } from "@/lib/services/surface-key/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSurfaceKeys,
  POST: createSurfaceKey,
});
