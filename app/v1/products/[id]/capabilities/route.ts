import { route } from "@/lib/http/route";
import { createCapability } from "@/lib/services/capability/create";
import { listCapabilities } from "@/lib/services/capability/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listCapabilities,
  POST: createCapability,
});
