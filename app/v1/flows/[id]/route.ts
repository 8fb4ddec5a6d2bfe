import { route } from "@/lib/http/route";
import { deleteFlow } from "@/lib/services/flow/delete";
import { getFlow } from "@/lib/services/flow/get";
import { updateFlow } from "@/lib/services/flow/update";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getFlow,
  PUT: updateFlow,
  DELETE: deleteFlow,
});
