import "server-only";
import { z } from "zod";
import type { HttpBinding } from "@/lib/contracts/contract";
import { AppError } from "@/lib/core/errors";
import { isTagged, type Precondition, tagOf } from "@/lib/core/precondition";

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
