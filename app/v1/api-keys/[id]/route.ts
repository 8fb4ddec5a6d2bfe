import { route } from "@/lib/http/route";
import { getPlatformKey } from "@/lib/services/platform-key/reads";
import { revokePlatformKey, updatePlatformKey } from "@/lib/services/platform-key/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getPlatformKey,
  PUT: updatePlatformKey,
  DELETE: revokePlatformKey,
});
