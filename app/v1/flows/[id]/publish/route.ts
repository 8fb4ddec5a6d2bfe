import { route } from "@/lib/http/route";
import { publishFlow } from "@/lib/services/flow/writes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: publishFlow });
