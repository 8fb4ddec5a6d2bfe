import { route } from "@/lib/http/route";
import { getSecret } from "@/lib/services/secret/reads";
import { deleteSecret, updateSecret } from "@/lib/services/secret/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSecret,
  PUT: updateSecret,
  DELETE: deleteSecret,
});
