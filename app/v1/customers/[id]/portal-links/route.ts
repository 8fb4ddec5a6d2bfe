import { route } from "@/lib/http/route";
import { createPortalLink, listPortalLinks } from "@/lib/services/customer/portal-links";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listPortalLinks,
  POST: createPortalLink,
});
