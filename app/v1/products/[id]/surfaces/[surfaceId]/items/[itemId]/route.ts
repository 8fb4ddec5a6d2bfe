import { route } from "@/lib/http/route";
import { deleteSurfaceItem } from "@/lib/services/surface-item/delete";
import { getSurfaceItem } from "@/lib/services/surface-item/get";
import { updateSurfaceItem } from "@/lib/services/surface-item/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSurfaceItem,
  PUT: updateSurfaceItem,
  DELETE: deleteSurfaceItem,
});
