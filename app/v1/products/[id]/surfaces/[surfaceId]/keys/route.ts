import { route } from "@/lib/http/route";
import { createSurfaceKey } from "@/lib/services/surface-key/create";
import { listSurfaceKeys } from "@/lib/services/surface-key/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSurfaceKeys,
  POST: createSurfaceKey,
});
