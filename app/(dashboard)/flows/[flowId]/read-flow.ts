import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { getFlow } from "@/lib/services/flow/reads";

/** The flow of a page and who looks at it, read once per request; not found leads to the 404 page. */
export const readFlow = cache(async (id: string) => {
  const { principal } = await requireSession();
  const caller = { principal, requestId: newId("request") };
  const flow = await getFlow.perform(caller, () => ({ id })).catch(noSuchFlow);
  return { flow, principal, caller };
});

function noSuchFlow(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
