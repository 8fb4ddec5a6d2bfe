"use client";

import { useState } from "react";
import { AddStep } from "@/app/(dashboard)/flows/[flowId]/_components/add-step";
import { StepCard } from "@/app/(dashboard)/flows/[flowId]/_components/step-card";
import { type ListPath, listAt } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import { useReorder } from "@/app/(dashboard)/flows/[flowId]/_components/use-reorder";
import type { StepRun } from "@/lib/contracts/flow-run";

export type StepListProps = {
  editor: FlowEditor;
  list: ListPath;
  /** What each step did in the last run, by id. */
  runs: ReadonlyMap<string, StepRun>;
  /** Why this person cannot change steps; null when they can. */
  readOnlyReason: string | null;
  addLabel: string;
};

/** Steps in their order, changed by drag, by keyboard or by the menu of each. */
export function StepList(props: StepListProps) {
  const { editor, list, runs, readOnlyReason, addLabel } = props;
  const [added, setAdded] = useState<string | null>(null);
  const steps = listAt(editor.steps, list);
  const reorder = useReorder(steps, (from, to) => editor.move(list, from, to));

  return (
    <div className="grid gap-2.5">
      <ol ref={reorder.list} className="grid gap-2.5 empty:hidden">
        {steps.map((step, index) => (
          <StepCard
            key={step.id}
            step={step}
            at={{ list, index }}
            count={steps.length}
            editor={editor}
            reorder={reorder}
            runs={runs}
            readOnlyReason={readOnlyReason}
            startsOpen={step.id === added}
            renderBranch={(branch, title) => (
              <StepList {...props} list={branch} addLabel={`Add step to ${title}`} />
            )}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {reorder.said}
      </p>
      {readOnlyReason === null ? (
        <AddStep
          label={addLabel}
          forms={editor.forms}
          onAdd={(form) => setAdded(editor.add(list, form))}
        />
      ) : null}
    </div>
  );
}
