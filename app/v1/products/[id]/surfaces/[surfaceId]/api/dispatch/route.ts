import { surfaceRoute } from "@/lib/http/surface-route";
import { callByName } from "@/lib/services/call/surface-verbs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = surfaceRoute({ POST: callByName });
