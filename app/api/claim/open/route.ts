import { visitorRoute } from "@/lib/http/visitor-route";
import { openClaim } from "@/lib/services/surface-key/claim";

export const POST = visitorRoute(openClaim);
