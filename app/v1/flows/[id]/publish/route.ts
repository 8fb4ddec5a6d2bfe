import { route } from "@/lib/http/route";
import { publishFlow } from "@/lib/services/flow/publish";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: publishFlow });
