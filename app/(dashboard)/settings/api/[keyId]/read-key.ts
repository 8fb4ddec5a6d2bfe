import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { platformKeyOverview } from "@/lib/services/platform-key/overview";

/** An address that cannot be an id at all is bad input. */
const NO_SUCH_KEY = new Set(["not_found", "bad_request"]);

/** The key of a page, read once per request; not found leads to the 404 page. */
export const readKey = cache(async (id: string) => {
  const { principal } = await requireSession();
  const caller = { principal, requestId: newId("request") };
  return platformKeyOverview.perform(caller, () => ({ id })).catch(noSuchKey);
});

export function noSuchKey(error: unknown): never {
  if (error instanceof AppError && NO_SUCH_KEY.has(error.code)) notFound();
  throw error;
}
