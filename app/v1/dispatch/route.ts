import { route } from "@/lib/http/route";
import { dispatchFlow } from "@/lib/services/call/dispatch";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: dispatchFlow });
