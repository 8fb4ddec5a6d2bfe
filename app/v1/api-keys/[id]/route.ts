import { route } from "@/lib/http/route";
import { getPlatformKey } from "@/lib/services/platform-key/get";
import { revokePlatformKey } from "@/lib/services/platform-key/revoke";
import { updatePlatformKey } from "@/lib/services/platform-key/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getPlatformKey,
  PUT: updatePlatformKey,
  DELETE: revokePlatformKey,
});
