import "server-only";
import { createHash } from "node:crypto";

type Revalidated = { status: 200 | 304; headers: Record<string, string> };

/** Names a text by its content; 304 to a caller who has it already. */
export function revalidate({ headers }: Request, text: string): Revalidated {
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const known = headers.get("if-none-match")?.split(",") ?? [];
  const isKnown = known.some((each) => ["*", etag].includes(each.trim().replace(/^W\//, "")));
  // It may be of the caller's key alone, and is of this moment: kept, but asked for each time.
  return {
    status: isKnown ? 304 : 200,
    headers: { ETag: etag, "Cache-Control": "private, no-cache" },
  };
}
