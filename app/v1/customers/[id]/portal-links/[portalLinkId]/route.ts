import { route } from "@/lib/http/route";
import { getPortalLink, withdrawPortalLink } from "@/lib/services/customer/portal-links";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getPortalLink,
  DELETE: withdrawPortalLink,
});
