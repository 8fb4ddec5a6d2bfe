import { route } from "@/lib/http/route";
import { createSecret } from "@/lib/services/secret/create";
import { listSecrets } from "@/lib/services/secret/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listSecrets,
  POST: createSecret,
});
