import { route } from "@/lib/http/route";
import { createClaimLink, listClaimLinks } from "@/lib/services/surface-key/claim-links";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listClaimLinks,
  POST: createClaimLink,
});
