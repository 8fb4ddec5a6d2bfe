import { route } from "@/lib/http/route";
import { getPlan } from "@/lib/services/plan/reads";
import { deletePlan, updatePlan } from "@/lib/services/plan/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getPlan,
  PUT: updatePlan,
  DELETE: deletePlan,
});
