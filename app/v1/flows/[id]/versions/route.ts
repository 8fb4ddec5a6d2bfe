import { route } from "@/lib/http/route";
import { listFlowVersions } from "@/lib/services/flow/reads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listFlowVersions });
