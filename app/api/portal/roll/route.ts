import { visitorRoute } from "@/lib/http/visitor-route";
import { rollPortalKey } from "@/lib/services/customer/portal";

export const POST = visitorRoute(rollPortalKey);
