import "server-only";
import { z } from "zod";
import type { HttpBinding } from "@/lib/contracts/contract";
import { AppError, invalidField } from "@/lib/core/errors";
import { isTagged, type Precondition, type Tags, tagOf } from "@/lib/core/precondition";
import type { TextDocument } from "@/lib/core/text-document";
import type { Reply } from "@/lib/http/render-error";

type Params = Record<string, unknown>;

const thing = z.object({ id: z.string(), revision: z.int().optional() });
const answer = z.union([z.object({ apiKey: thing }).transform(({ apiKey }) => apiKey), thing]);

/** What an answer is about: where it is, once it was made, and its revision as an ETag. */
export function entityHeaders(
  http: HttpBinding,
  params: Params,
  body: unknown,
): Record<string, string> {
  const found = isOfOne(http) ? answer.safeParse(body).data : undefined;
  if (!found) return {};
  const path = http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  return {
    ...(found.revision !== undefined && { ETag: tagOf(found.revision) }),
    ...(http.status === 201 && { Location: `${path}/${found.id}` }),
  };
}

/**
 * The status of a read that its caller set conditions for. Where an answer also shows use, which its
 * ETag does not tell, it is given whole. Throws `precondition_failed`.
 */
export function statusOf(http: HttpBinding, { match, noneMatch }: Precondition, body: unknown) {
  const revision = isOfOne(http) ? answer.safeParse(body).data?.revision : undefined;
  if (http.method !== "GET" || revision === undefined) return http.status;
  if (match !== undefined && !isTagged(match, revision)) {
    throw new AppError("precondition_failed", "Its revision does not match If-Match");
  }
  const isKnown = noneMatch !== undefined && isTagged(noneMatch, revision);
  return isKnown && http.revalidates ? 304 : http.status;
}

function isOfOne({ method, path, status }: HttpBinding): boolean {
  return status === 201 || ((method === "GET" || method === "PUT") && path.endsWith("}"));
}

/** Elements may be empty (RFC 9110, 5.6.1), but not all of them. */
const LIST =
  /^[\s,]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(?:,[\s,]*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*)*(?:,[\s,]*)?$/;
const TAG = /(W\/)?("[^"]*")/g;

/** The conditions that a request's headers set (RFC 9110, 13). Throws `bad_request`. */
export function readPrecondition(headers: Headers): Precondition {
  return {
    // A weak tag does not say that all is as it was.
    match: tagsIn(headers, "If-Match", false),
    noneMatch: tagsIn(headers, "If-None-Match", true),
  };
}

/** Throws `bad_request` for a condition that would not be asked: its caller relies on it. */
export function assertUnconditional(headers: Headers): void {
  if (!headers.has("If-Match")) return;
  throw invalidField("If-Match", "If-Match is not supported here. Leave it out.");
}

function tagsIn(headers: Headers, name: string, takesWeak: boolean): Tags | undefined {
  const text = headers.get(name);
  if (text === null) return undefined;
  if (text.trim() === "*") return "any";
  if (!LIST.test(text)) throw invalidField(name, 'Send an ETag as it was answered, such as "7".');
  const tags = [...text.matchAll(TAG)].filter(([, weak]) => takesWeak || weak === undefined);
  return tags.map(([, , tag = ""]) => tag);
}

/** A document in the encoding that the caller takes; 304 to a caller who has it already. */
export function documentReply({ headers }: Request, document: TextDocument): Reply {
  const isZipped = takesGzip(headers.get("accept-encoding") ?? "");
  const known = headers.get("if-none-match")?.split(",") ?? [];
  const tags = ["*", documentTag(document, false), documentTag(document, true)];
  const isKnown = known.some((each) => tags.includes(each.trim().replace(/^W\//, "")));
  return {
    status: isKnown ? 304 : 200,
    raw: isZipped ? document.gzip : document.bytes,
    headers: {
      ETag: documentTag(document, isZipped),
      Vary: "Accept-Encoding",
      // It may be of the caller's key alone, and is of this moment: kept, but asked for each time.
      "Cache-Control": "private, no-cache",
      ...(isZipped && !isKnown && { "Content-Encoding": "gzip" }),
    },
  };
}

function documentTag({ id }: TextDocument, isZipped: boolean): string {
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
