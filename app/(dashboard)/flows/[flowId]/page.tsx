import type { Metadata } from "next";
import {
  flowReadOnlyReason,
  flowRunReason,
} from "@/app/(dashboard)/flows/_components/read-only-reason";
import { EditorScreen } from "@/app/(dashboard)/flows/[flowId]/_components/editor-screen";
import { savedFlow } from "@/app/(dashboard)/flows/[flowId]/_components/saved-flow";
import { isDraftPublished } from "@/app/(dashboard)/flows/[flowId]/is-draft-published";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";
import { flowInput } from "@/lib/services/flow/reads";

type PageProps = { params: Promise<{ flowId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { flow } = await readFlow((await params).flowId);
  return { title: flow.name };
}

export default async function FlowEditorPage({ params }: PageProps) {
  const { flowId } = await params;
  const { flow, principal, caller } = await readFlow(flowId);
  const { parametersSchema } = await flowInput.perform(caller, () => ({ id: flow.id }));
  return (
    <EditorScreen
      flow={flow}
      parametersSchema={parametersSchema}
      saved={savedFlow(flow)}
      isPublished={await isDraftPublished(flow, caller)}
      readOnlyReason={flowReadOnlyReason(principal)}
      runReason={flowRunReason(principal)}
    />
  );
}
