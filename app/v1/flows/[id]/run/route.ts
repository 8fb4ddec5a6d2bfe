import { route } from "@/lib/http/route";
import { runStoredFlow } from "@/lib/services/call/platform-runs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: runStoredFlow });
