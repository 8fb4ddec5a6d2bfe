import { visitorRoute } from "@/lib/http/visitor-route";
import { leavePortal } from "@/lib/services/customer/portal";

export const POST = visitorRoute(leavePortal);
