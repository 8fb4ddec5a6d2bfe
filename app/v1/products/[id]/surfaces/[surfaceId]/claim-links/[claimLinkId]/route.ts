import { route } from "@/lib/http/route";
import { getClaimLink, withdrawClaimLink } from "@/lib/services/surface-key/claim-links";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getClaimLink,
  DELETE: withdrawClaimLink,
});
