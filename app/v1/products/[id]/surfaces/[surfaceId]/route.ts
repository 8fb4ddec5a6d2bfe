import { route } from "@/lib/http/route";
import { getSurface } from "@/lib/services/surface/reads";
import { deleteSurface, updateSurface } from "@/lib/services/surface/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSurface,
  PUT: updateSurface,
  DELETE: deleteSurface,
});
