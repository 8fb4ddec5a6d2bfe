import { PlusIcon } from "lucide-react";
import { Fragment, useState } from "react";
import { useReadOnlyReason } from "@/components/read-only";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import type { StepForm } from "@/lib/contracts/flow-steps/flow-step";
import { StepCard } from "./step-card";
import { type ListPath, listAt } from "./step-draft";
import { StepIcon } from "./step-icons";
import { useEditing } from "./use-flow-editor";
import { useReorder } from "./use-reorder";

/** Steps in their order, changed by drag, by keyboard or by the menu of each. */
export function StepList({ list, addLabel }: { list: ListPath; addLabel: string }) {
  const { editor } = useEditing();
  const readOnlyReason = useReadOnlyReason("FLOWS:WRITE");
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
            reorder={reorder}
            startsOpen={step.id === added}
            renderBranch={(branch, title) => (
              <StepList list={branch} addLabel={`Add step to ${title}`} />
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

type AddStepProps = {
  label: string;
  /** Those of a group beside each other. */
  forms: readonly StepForm[];
  onAdd: (form: StepForm) => void;
};

function AddStep({ label, forms, onAdd }: AddStepProps) {
  const groups = [...new Set(forms.map(({ group }) => group))];
  return (
    <DropdownMenu
      className="max-h-112 w-80"
      trigger={
        <Button variant="outline" className="w-full border-dashed shadow-none">
          <PlusIcon aria-hidden />
          {label}
        </Button>
      }
    >
      {groups.map((group) => (
        <Fragment key={group}>
          <DropdownMenuLabel>{group}</DropdownMenuLabel>
          {forms
            .filter((form) => form.group === group)
            .map((form) => (
              <DropdownMenuItem
                key={form.type}
                onSelect={() => onAdd(form)}
                className="items-start"
              >
                <StepIcon type={form.type} className="mt-0.5" />
                <span className="grid">
                  <span>{form.label}</span>
                  <span className="text-xs text-muted-foreground">{form.description}</span>
                </span>
              </DropdownMenuItem>
            ))}
        </Fragment>
      ))}
    </DropdownMenu>
  );
}
