import type { Metadata } from "next";
import { flowRunReason } from "@/app/(dashboard)/flows/_components/read-only-reason";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";
import { VersionsScreen } from "@/app/(dashboard)/flows/[flowId]/versions/_components/versions-screen";
import { listFlowVersions } from "@/lib/services/flow/reads";

const MAX_VERSIONS = 50;

type PageProps = { params: Promise<{ flowId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { flow } = await readFlow((await params).flowId);
  return { title: `Versions · ${flow.name}` };
}

export default async function FlowVersionsPage({ params }: PageProps) {
  const { flowId } = await params;
  const { flow, principal, caller } = await readFlow(flowId);
  const versions = await listFlowVersions.perform(caller, () => ({
    id: flow.id,
    limit: MAX_VERSIONS,
  }));
  return (
    <VersionsScreen
      flow={flow}
      versions={versions.data}
      hasOlder={versions.pagination.hasMore}
      readOnlyReason={flowRunReason(principal)}
    />
  );
}
