import { visitorRoute } from "@/lib/http/visitor-route";
import { enterPortal } from "@/lib/services/customer/portal";

export const POST = visitorRoute(enterPortal);
