import { route } from "@/lib/http/route";
import { createSurface } from "@/lib/services/surface/create";
import { listSurfaces } from "@/lib/services/surface/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSurfaces,
  POST: createSurface,
});
