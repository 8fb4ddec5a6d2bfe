import { visitorRoute } from "@/lib/http/visitor-route";
import { portalOverview } from "@/lib/services/customer/portal-overview";

export const POST = visitorRoute(portalOverview);
