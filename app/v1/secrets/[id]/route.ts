import { route } from "@/lib/http/route";
import { deleteSecret } from "@/lib/services/secret/delete";
import { getSecret } from "@/lib/services/secret/get";
import { updateSecret } from "@/lib/services/secret/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getSecret,
  PUT: updateSecret,
  DELETE: deleteSecret,
});
