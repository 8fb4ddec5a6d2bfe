import { route } from "@/lib/http/route";
import { listSurfaceItems } from "@/lib/services/surface-item/reads";
import { createSurfaceItem } from "@/lib/services/surface-item/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSurfaceItems,
  POST: createSurfaceItem,
});
