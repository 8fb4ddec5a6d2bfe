import type { Metadata } from "next";
import { flowQuery } from "@/app/(dashboard)/flows/_components/flow-query";
import { FlowsScreen } from "@/app/(dashboard)/flows/_components/flows-screen";
import { flowReadOnlyReason } from "@/app/(dashboard)/flows/_components/read-only-reason";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { listFlows } from "@/lib/services/flow/reads";

export const metadata: Metadata = { title: "Flows" };

type PageProps = { searchParams: Promise<Asked> };

export default async function FlowsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = flowQuery((name) => [params[name]].flat()[0]);
  const flows = await listFlows
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch((error: unknown) => startAgain(error, "/flows", params));
  return (
    <UrlStateProvider>
      <FlowsScreen flows={flows} readOnlyReason={flowReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}
