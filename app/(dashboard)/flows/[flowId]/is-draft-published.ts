import "server-only";
import { sameJson } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { FlowView } from "@/lib/contracts/flow";
import { listFlowVersions } from "@/lib/services/flow/reads";

const MAX_VERSIONS = 10;

type Caller = Parameters<typeof listFlowVersions.perform>[0];

/** Whether publishing the draft would change nothing; looks at the newest versions only. */
export async function isDraftPublished(flow: FlowView, caller: Caller): Promise<boolean> {
  if (flow.publishedVersion === null) return false;
  const { data } = await listFlowVersions.perform(caller, () => ({
    id: flow.id,
    limit: MAX_VERSIONS,
  }));
  const published = data.find((version) => version.isPublished);
  return published !== undefined && sameJson(published.steps, flow.steps);
}
