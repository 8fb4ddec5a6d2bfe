import { route } from "@/lib/http/route";
import { listSecrets } from "@/lib/services/secret/reads";
import { createSecret } from "@/lib/services/secret/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSecrets,
  POST: createSecret,
});
