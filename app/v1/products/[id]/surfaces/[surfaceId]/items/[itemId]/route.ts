import { route } from "@/lib/http/route";
import { getSurfaceItem } from "@/lib/services/surface-item/reads";
import { deleteSurfaceItem, updateSurfaceItem } from "@/lib/services/surface-item/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSurfaceItem,
  PUT: updateSurfaceItem,
  DELETE: deleteSurfaceItem,
});
