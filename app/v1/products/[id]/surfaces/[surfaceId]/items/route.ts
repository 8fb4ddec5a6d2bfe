import { route } from "@/lib/http/route";
import { createSurfaceItem } from "@/lib/services/surface-item/create";
import { listSurfaceItems } from "@/lib/services/surface-item/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSurfaceItems,
  POST: createSurfaceItem,
});
