import { route } from "@/lib/http/route";
import { listPlatformKeys } from "@/lib/services/platform-key/reads";
import { createPlatformKey } from "@/lib/services/platform-key/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listPlatformKeys,
  POST: createPlatformKey,
});
