import { route } from "@/lib/http/route";
import { createPlatformKey } from "@/lib/services/platform-key/create";
import { listPlatformKeys } from "@/lib/services/platform-key/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listPlatformKeys,
  POST: createPlatformKey,
});
