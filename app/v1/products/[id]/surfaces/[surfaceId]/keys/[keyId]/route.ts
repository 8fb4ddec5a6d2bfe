import { route } from "@/lib/http/route";
import { getSurfaceKey } from "@/lib/services/surface-key/get";
import { revokeSurfaceKey } from "@/lib/services/surface-key/revoke";
import { updateSurfaceKey } from "@/lib/services/surface-key/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSurfaceKey,
  PUT: updateSurfaceKey,
  DELETE: revokeSurfaceKey,
});
