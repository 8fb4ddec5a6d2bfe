import { route } from "@/lib/http/route";
import { listCapabilities } from "@/lib/services/capability/reads";
import { createCapability } from "@/lib/services/capability/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listCapabilities,
  POST: createCapability,
});
