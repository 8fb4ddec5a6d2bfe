import { route } from "@/lib/http/route";
import { deleteSurface } from "@/lib/services/surface/delete";
import { getSurface } from "@/lib/services/surface/get";
import { updateSurface } from "@/lib/services/surface/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSurface,
  PUT: updateSurface,
  DELETE: deleteSurface,
});
