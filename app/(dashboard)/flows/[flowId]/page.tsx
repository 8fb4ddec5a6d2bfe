import { flowInPath } from "@/app/(dashboard)/in-path";
import { page, type Visit } from "@/lib/actions/page";
import type { FlowView } from "@/lib/contracts/flow/contracts";
import { stepFormsAsData } from "@/lib/contracts/flow-steps/flow-step";
import { flowInput, getFlow, listFlowVersions } from "@/lib/services/flow/reads";
import { checkFlow } from "./_components/check-flow";
import { EditorScreen } from "./_components/editor-screen";
import { isStep, sameJson } from "./_components/step-draft";

const { Page, generateMetadata } = page(getFlow, {
  input: flowInPath,
  title: ({ name }) => name,
  show: async (flow, { read }) => {
    const steps = flow.steps
      .map((step) => ({ ...step, config: { ...step.config } }))
      .filter(isStep);
    const { parametersSchema } = await read(flowInput, { id: flow.id });
    return (
      <EditorScreen
        flow={flow}
        parametersSchema={parametersSchema}
        saved={{ steps, check: checkFlow(steps), forms: stepFormsAsData() }}
        isPublished={await isDraftPublished(flow, read)}
      />
    );
  },
});

export { generateMetadata, Page as default };

const MAX_VERSIONS = 10;

/** Whether publishing the draft would change nothing; looks at the newest versions only. */
async function isDraftPublished(flow: FlowView, read: Visit<unknown>["read"]): Promise<boolean> {
  if (flow.publishedVersion === null) return false;
  const { data } = await read(listFlowVersions, { id: flow.id, limit: MAX_VERSIONS });
  const published = data.find((version) => version.isPublished);
  return published !== undefined && sameJson(published.steps, flow.steps);
}
