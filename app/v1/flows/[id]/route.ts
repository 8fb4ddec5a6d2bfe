import { route } from "@/lib/http/route";
import { getFlow } from "@/lib/services/flow/reads";
import { deleteFlow, updateFlow } from "@/lib/services/flow/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getFlow,
  PUT: updateFlow,
  DELETE: deleteFlow,
});
