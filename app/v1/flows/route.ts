import { route } from "@/lib/http/route";
import { listFlows } from "@/lib/services/flow/reads";
import { createFlow } from "@/lib/services/flow/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listFlows,
  POST: createFlow,
});
