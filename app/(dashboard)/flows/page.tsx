import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { flowQuery } from "@/app/(dashboard)/flows/_components/flow-query";
import { FlowsScreen } from "@/app/(dashboard)/flows/_components/flows-screen";
import { flowReadOnlyReason } from "@/app/(dashboard)/flows/_components/read-only-reason";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { listFlows } from "@/lib/services/flow/list";

export const metadata: Metadata = { title: "Flows" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FlowsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = flowQuery((name) => [params[name]].flat()[0]);
  const flows = await listFlows
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch(startAgain);
  return (
    <UrlStateProvider>
      <FlowsScreen flows={flows} readOnlyReason={flowReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}

/** An address that was tampered with, such as a foreign cursor, leads to the first page. */
function startAgain(error: unknown): never {
  if (error instanceof AppError && error.code === "bad_request") redirect("/flows");
  throw error;
}
