import { route } from "@/lib/http/route";
import { getCapability } from "@/lib/services/capability/reads";
import { deleteCapability, updateCapability } from "@/lib/services/capability/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getCapability,
  PUT: updateCapability,
  DELETE: deleteCapability,
});
