import "server-only";
import type { TextDocument } from "@/lib/core/text-document";

type DocumentReply = {
  status: 200 | 304;
  bytes: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
};

/** A document in the encoding that the caller takes; 304 to a caller who has it already. */
export function documentReply({ headers }: Request, document: TextDocument): DocumentReply {
  const isZipped = takesGzip(headers.get("accept-encoding") ?? "");
  const known = headers.get("if-none-match")?.split(",") ?? [];
  const tags = ["*", tagOf(document, false), tagOf(document, true)];
  const isKnown = known.some((each) => tags.includes(each.trim().replace(/^W\//, "")));
  return {
    status: isKnown ? 304 : 200,
    bytes: isZipped ? document.gzip : document.bytes,
    headers: {
      ETag: tagOf(document, isZipped),
      Vary: "Accept-Encoding",
      // It may be of the caller's key alone, and is of this moment: kept, but asked for each time.
      "Cache-Control": "private, no-cache",
      ...(isZipped && !isKnown && { "Content-Encoding": "gzip" }),
    },
  };
}

function tagOf({ id }: TextDocument, isZipped: boolean): string {
  return isZipped ? `"${id}-gzip"` : `"${id}"`;
}

/** Whether gzip, or any encoding, is named with a weight that is not 0 (RFC 9110, 12.5.3). */
function takesGzip(accepted: string): boolean {
  const weights = new Map(
    accepted.split(",").map((each) => {
      const [coding = "", ...parameters] = each.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [coding, weight === undefined ? 1 : Number(weight)];
    }),
  );
  return (weights.get("gzip") ?? weights.get("x-gzip") ?? weights.get("*") ?? 0) > 0;
}
