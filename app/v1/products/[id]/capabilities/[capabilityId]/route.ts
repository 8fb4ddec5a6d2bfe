import { route } from "@/lib/http/route";
import { deleteCapability } from "@/lib/services/capability/delete";
import { getCapability } from "@/lib/services/capability/get";
import { updateCapability } from "@/lib/services/capability/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getCapability,
  PUT: updateCapability,
  DELETE: deleteCapability,
});
