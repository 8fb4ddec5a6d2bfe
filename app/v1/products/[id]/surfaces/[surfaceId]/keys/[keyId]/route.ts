import { route } from "@/lib/http/route";
import { getSurfaceKey } from "@/lib/services/surface-key/reads";
import { updateSurfaceKey } from "@/lib/services/surface-key/update";
import { revokeSurfaceKey } from "@/lib/services/surface-key/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSurfaceKey,
  PUT: updateSurfaceKey,
  DELETE: revokeSurfaceKey,
});
