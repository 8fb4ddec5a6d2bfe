"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { useId, useState } from "react";
import { AddStep } from "@/app/(dashboard)/flows/[flowId]/_components/add-step";
import { dragAnnouncements } from "@/app/(dashboard)/flows/[flowId]/_components/drag-announcements";
import { StepCard } from "@/app/(dashboard)/flows/[flowId]/_components/step-card";
import { type ListPath, listAt } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
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
  const id = useId();
  const [added, setAdded] = useState<string | null>(null);
  const steps = listAt(editor.steps, list);
  const ids = steps.map((step) => step.id);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );

  function drop({ active, over }: DragEndEvent) {
    if (over) editor.move(list, ids.indexOf(String(active.id)), ids.indexOf(String(over.id)));
  }

  return (
    <div className="grid gap-2.5">
      <DndContext
        id={id}
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements: dragAnnouncements(steps) }}
        onDragEnd={drop}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol className="grid gap-2.5 empty:hidden">
            {steps.map((step, index) => (
              <StepCard
                key={step.id}
                step={step}
                at={{ list, index }}
                count={steps.length}
                editor={editor}
                runs={runs}
                readOnlyReason={readOnlyReason}
                startsOpen={step.id === added}
                renderBranch={(branch, title) => (
                  <StepList {...props} list={branch} addLabel={`Add step to ${title}`} />
                )}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {readOnlyReason === null ? (
        <AddStep label={addLabel} onAdd={(form) => setAdded(editor.add(list, form))} />
      ) : null}
    </div>
  );
}
