import { route } from "@/lib/http/route";
import { listExecutions } from "@/lib/services/execution/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listExecutions });
