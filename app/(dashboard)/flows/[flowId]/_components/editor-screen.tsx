"use client";

import { useState } from "react";
import { FormField } from "@/components/form/form-field";
import { useLeaveQuestion } from "@/components/hooks/use-leave-question";
import { lazyDialog } from "@/components/lazy-dialog";
import { useReadOnlyReason } from "@/components/read-only";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import type { FlowView } from "@/lib/contracts/flow/contracts";
import { EditorBar } from "./editor-bar";
import { RunPanel, useFlowTry } from "./run-panel";
import { numbered } from "./step-draft";
import { StepList } from "./step-list";
import { EditingContext, type SavedFlow, useEditing, useFlowEditor } from "./use-flow-editor";

const dialogs = () => import("./confirm-dialogs");
const LeaveEditorDialog = lazyDialog(dialogs, (it) => it.LeaveEditorDialog);

type EditorScreenProps = {
  flow: FlowView;
  /** What an input of the flow looks like; null where nothing says so. */
  parametersSchema: unknown;
  saved: SavedFlow;
  /** Whether the saved draft is the published version. */
  isPublished: boolean;
};

export function EditorScreen({ flow, saved, parametersSchema, isPublished }: EditorScreenProps) {
  const editor = useFlowEditor(saved);
  const attempt = useFlowTry(flow.id, editor.steps);
  const [view, setView] = useState<"steps" | "json">("steps");
  const question = useLeaveQuestion(editor.isChanged);
  const runs = new Map((attempt.run?.steps ?? []).map((run) => [run.id, run]));

  return (
    <EditingContext value={{ editor, runs }}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-3">
          <EditorBar flow={flow} isPublished={isPublished} view={view} onView={setView} />
          {view === "json" ? (
            <JsonView />
          ) : (
            <StepList
              list={[]}
              addLabel={editor.steps.length === 0 ? "Add the first step" : "Add step"}
            />
          )}
        </div>
        <div className="min-w-0 xl:sticky xl:top-18">
          <RunPanel attempt={attempt} parametersSchema={parametersSchema} />
        </div>
        <LeaveEditorDialog question={question} open={question.isAsking} />
      </div>
    </EditingContext>
  );
}

/** The steps as JSON, as the API takes them; applied as a whole. */
function JsonView() {
  const { editor } = useEditing();
  const readOnlyReason = useReadOnlyReason("FLOWS:WRITE");
  const { json, unread, write } = editor;
  const written = JSON.stringify(numbered(editor.steps), null, 2);
  const problems = unread === null ? [...editor.problems] : [];

  return (
    <div className="grid gap-3">
      <FormField
        label="Steps as JSON"
        hint="The steps in the format of the API. Paste them from another flow, or copy them into a repository."
        error={unread ?? undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            value={json ?? written}
            spellCheck={false}
            readOnly={readOnlyReason !== null}
            className="min-h-96 font-mono text-xs leading-5"
            onChange={(event) => write(event.target.value)}
          />
        )}
      </FormField>
      {problems.length > 0 ? (
        <ul className="grid gap-1 text-sm text-destructive">
          {problems.map(([place, message]) => (
            <li key={place} className="wrap-anywhere">
              <code className="font-mono text-xs">{place}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
      <Button
        variant="outline"
        size="sm"
        className="w-fit"
        disabled={unread !== null}
        onClick={() => write(written)}
      >
        Format
      </Button>
    </div>
  );
}
