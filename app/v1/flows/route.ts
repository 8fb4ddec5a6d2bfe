import { route } from "@/lib/http/route";
import { createFlow } from "@/lib/services/flow/create";
import { listFlows } from "@/lib/services/flow/list";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listFlows,
  POST: createFlow,
});
