import { visitorRoute } from "@/lib/http/visitor-route";
import { claimKey } from "@/lib/services/surface-key/claim";

export const POST = visitorRoute(claimKey);
