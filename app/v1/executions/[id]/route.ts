import { route } from "@/lib/http/route";
import { getExecution } from "@/lib/services/execution/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getExecution });
