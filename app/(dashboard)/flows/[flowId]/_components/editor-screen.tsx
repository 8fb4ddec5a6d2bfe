"use client";

import { useState } from "react";
import { EditorBar } from "@/app/(dashboard)/flows/[flowId]/_components/editor-bar";
import { JsonView } from "@/app/(dashboard)/flows/[flowId]/_components/json-view";
import { RunPanel } from "@/app/(dashboard)/flows/[flowId]/_components/run-panel";
import { StepList } from "@/app/(dashboard)/flows/[flowId]/_components/step-list";
import {
  type SavedFlow,
  useFlowEditor,
} from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import { useFlowTry } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-try";
import { useLeaveQuestion } from "@/components/hooks/use-leave-question";
import { lazyDialog } from "@/components/lazy-dialog";
import type { FlowView } from "@/lib/contracts/flow";

const LeaveEditorDialog = lazyDialog(() =>
  import("@/app/(dashboard)/flows/[flowId]/_components/leave-editor-dialog").then(
    (module) => module.LeaveEditorDialog,
  ),
);

type EditorScreenProps = {
  flow: FlowView;
  /** What an input of the flow looks like; null where nothing says so. */
  parametersSchema: unknown;
  saved: SavedFlow;
  /** Whether the saved draft is the published version. */
  isPublished: boolean;
  /** Why this person cannot change flows; null when they can. */
  readOnlyReason: string | null;
  /** Why this person cannot run or publish flows; null when they can. */
  runReason: string | null;
};

export function EditorScreen(props: EditorScreenProps) {
  const { flow, saved, parametersSchema, isPublished, readOnlyReason, runReason } = props;
  const editor = useFlowEditor(saved);
  const attempt = useFlowTry(flow.id, editor.steps);
  const [view, setView] = useState<"steps" | "json">("steps");
  const question = useLeaveQuestion(editor.isChanged);
  const invalid =
    editor.issues.size === 0 ? null : "Some steps have problems. They are marked in red.";
  const runs = new Map((attempt.run?.steps ?? []).map((run) => [run.id, run]));

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="grid min-w-0 gap-3">
        <EditorBar
          flow={flow}
          isPublished={isPublished}
          editor={editor}
          view={view}
          onView={setView}
          invalid={invalid}
          readOnlyReason={readOnlyReason}
          runReason={runReason}
        />
        {view === "json" ? (
          <JsonView editor={editor} readOnlyReason={readOnlyReason} />
        ) : (
          <StepList
            editor={editor}
            list={[]}
            runs={runs}
            readOnlyReason={readOnlyReason}
            addLabel={editor.steps.length === 0 ? "Add the first step" : "Add step"}
          />
        )}
      </div>
      <div className="min-w-0 xl:sticky xl:top-18">
        <RunPanel
          attempt={attempt}
          parametersSchema={parametersSchema}
          variables={editor.variables}
          refusal={runReason ?? invalid}
          isReady={() => {
            editor.showProblems();
            return editor.variables !== null;
          }}
        />
      </div>
      <LeaveEditorDialog question={question} open={question.isAsking} />
    </div>
  );
}
