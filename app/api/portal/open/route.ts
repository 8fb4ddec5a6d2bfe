import { visitorRoute } from "@/lib/http/visitor-route";
import { openPortal } from "@/lib/services/customer/portal";

export const POST = visitorRoute(openPortal);
