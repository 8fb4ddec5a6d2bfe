import type { Metadata } from "next";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";
import { runQuery } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-query";
import { RunsScreen } from "@/app/(dashboard)/flows/[flowId]/runs/_components/runs-screen";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { listExecutions } from "@/lib/services/execution/reads";

type PageProps = {
  params: Promise<{ flowId: string }>;
  searchParams: Promise<Asked>;
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { flow } = await readFlow((await params).flowId);
  return { title: `Runs · ${flow.name}` };
}

export default async function FlowRunsPage({ params, searchParams }: PageProps) {
  const { flowId } = await params;
  const { flow, caller } = await readFlow(flowId);
  const asked = await searchParams;
  const query = runQuery(flow.id, (name) => [asked[name]].flat()[0]);
  const runs = await listExecutions
    .perform(caller, () => query)
    .catch((error: unknown) => startAgain(error, `/flows/${flow.id}/runs`, asked));
  return (
    <UrlStateProvider>
      <RunsScreen flowId={flow.id} runs={runs} />
    </UrlStateProvider>
  );
}
