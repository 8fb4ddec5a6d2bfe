import { route } from "@/lib/http/route";
import { listPlans } from "@/lib/services/plan/reads";
import { createPlan } from "@/lib/services/plan/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listPlans,
  POST: createPlan,
});
