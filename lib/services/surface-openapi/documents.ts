import "server-only";
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { buildSurfaceDocument } from "@/lib/contracts/surface-openapi/build-surface-document";
import { BoundedCache } from "@/lib/core/bounded-cache";
import { unavailable } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { TextDocument } from "@/lib/core/text-document";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import type { Principal } from "@/lib/policy/principal";
import { describeSurface } from "@/lib/services/surface-openapi/describe-surface";

type Place = { id: string; surfaceId: string };

const WRITERS = {
  json: (document: object) => JSON.stringify(document),
  yaml: (document: object) => stringify(document, { aliasDuplicateObjects: false }),
};

/** Everybody may ask: documents are read and made two at a time, and surfaces take turns. */
const queue = new FairQueue(
  { running: { total: 2, group: 1 }, waiting: { total: 200, group: 50, member: 50 } },
  () => unavailable("Too many are asking for this. Try again."),
);

/** By what they are made of, so they are never old; sizes in bytes. */
const documents = new BoundedCache<TextDocument>(400, 16_000_000);

/** The document of a surface as a caller may see it. Throws as {@link describeSurface} does. */
export function surfaceDocument(
  format: keyof typeof WRITERS,
  principal: Principal | null,
  place: Place,
): Promise<TextDocument> {
  const make = async () => {
    const surface = await describeSurface(principal, place);
    const content = createHash("sha256").update(JSON.stringify([format, surface]));
    const key = content.digest("base64url");
    const known = documents.get(key);
    if (known !== undefined) return known;
    const document = new TextDocument(WRITERS[format](buildSurfaceDocument(surface)));
    documents.set(key, document, document.bytes.length + document.gzip.length);
    return document;
  };
  return withDatabaseTimeout(queue.run({ group: place.surfaceId, member: "" }, make));
}
