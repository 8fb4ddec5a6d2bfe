import type { Metadata } from "next";
import {
  flowReadOnlyReason,
  flowRunReason,
} from "@/app/(dashboard)/flows/_components/read-only-reason";
import { EditorScreen } from "@/app/(dashboard)/flows/[flowId]/_components/editor-screen";
import { isDraftPublished } from "@/app/(dashboard)/flows/[flowId]/is-draft-published";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";

export const metadata: Metadata = { title: "Flow" };

type PageProps = { params: Promise<{ flowId: string }> };

export default async function FlowEditorPage({ params }: PageProps) {
  const { flowId } = await params;
  const { flow, principal, caller } = await readFlow(flowId);
  return (
    <EditorScreen
      flow={flow}
      isPublished={await isDraftPublished(flow, caller)}
      readOnlyReason={flowReadOnlyReason(principal)}
      runReason={flowRunReason(principal)}
    />
  );
}
