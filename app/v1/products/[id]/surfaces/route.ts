import { route } from "@/lib/http/route";
import { listSurfaces } from "@/lib/services/surface/reads";
import { createSurface } from "@/lib/services/surface/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSurfaces,
  POST: createSurface,
});
