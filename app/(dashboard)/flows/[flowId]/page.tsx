import type { Metadata } from "next";
import {
  flowReadOnlyReason,
  flowRunReason,
} from "@/app/(dashboard)/flows/_components/read-only-reason";
import { EditorScreen } from "@/app/(dashboard)/flows/[flowId]/_components/editor-screen";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";

export const metadata: Metadata = { title: "Flow" };

type PageProps = { params: Promise<{ flowId: string }> };

export default async function FlowEditorPage({ params }: PageProps) {
  const { flowId } = await params;
  const { flow, principal } = await readFlow(flowId);
  return (
    <EditorScreen
      flow={flow}
      readOnlyReason={flowReadOnlyReason(principal)}
      runReason={flowRunReason(principal)}
    />
  );
}
