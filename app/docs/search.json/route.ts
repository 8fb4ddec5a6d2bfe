import { referenceOf } from "@/lib/docs/reference";
import { searchIndex } from "@/lib/docs/search-index";
import { platformDescription } from "@/lib/services/openapi/reads";

export const dynamic = "force-dynamic";

/** What the search of the documentation looks through. */
export function GET(): Response {
  return Response.json(searchIndex(referenceOf(platformDescription())), {
    headers: { "Cache-Control": "no-cache" },
  });
}
