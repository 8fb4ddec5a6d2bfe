import {
  ArrowDownIcon,
  ArrowUpIcon,
  ChevronDownIcon,
  CopyIcon,
  EyeIcon,
  EyeOffIcon,
  GripVerticalIcon,
} from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { removeAct } from "@/components/act-buttons";
import { ActMenu } from "@/components/act-menu";
import { cn } from "@/components/cn";
import { counted } from "@/components/format";
import { useReadOnlyReason } from "@/components/read-only";
import { Truncated } from "@/components/truncated";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { type ListPath, pathOf, type StepDraft, type StepPath } from "./step-draft";
import { StepForm } from "./step-form";
import { StepIcon } from "./step-icons";
import { issuesUnder } from "./step-issues";
import { StepOutcome } from "./step-result";
import { useEditing } from "./use-flow-editor";
import { dropEdge, type Reorder } from "./use-reorder";

type StepCardProps = {
  step: StepDraft;
  at: StepPath;
  /** How many steps the list has. */
  count: number;
  reorder: Reorder;
  startsOpen: boolean;
  renderBranch: (list: ListPath, title: string) => ReactNode;
};

export function StepCard(props: StepCardProps) {
  const { step, at, count, reorder, startsOpen, renderBranch } = props;
  const { editor, runs } = useEditing();
  const readOnlyReason = useReadOnlyReason("FLOWS:WRITE");
  const id = useId();
  const [open, setOpen] = useState(startsOpen);
  const edge = dropEdge(reorder.carried, at.index);
  const form = editor.forms.find(({ type }) => type === step.type);
  const problems = issuesUnder(editor.issues, pathOf(at)).length;
  const kind = `${form?.label ?? step.type}${step.enabled ? "" : " · skipped: disabled"}`;

  return (
    <li
      aria-labelledby={id}
      className={cn(
        "relative min-w-0 rounded-xl border bg-card shadow-raised",
        reorder.carried?.id === step.id && "opacity-60 shadow-floating",
        edge && "before:absolute before:inset-x-0 before:h-0.5 before:rounded-full before:bg-brand",
        edge === "above" && "before:-top-1.5",
        edge === "below" && "before:-bottom-1.5",
        problems > 0 && "border-destructive-line",
      )}
    >
      <div className="flex min-w-0 items-center gap-1 py-1.5 pr-1.5 pl-1">
        {readOnlyReason === null ? (
          <Button
            variant="ghost"
            size="icon-sm"
            className="cursor-grab touch-none text-muted-foreground"
            {...reorder.handleOf(step.id)}
            aria-label={`Move ${step.name}`}
          >
            <GripVerticalIcon aria-hidden />
          </Button>
        ) : null}
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md px-1.5 py-1 text-left"
        >
          <StepIcon type={step.type} className="size-4 shrink-0 text-muted-foreground" />
          <span className={cn("grid min-w-0", !step.enabled && "opacity-60")}>
            <Truncated id={id} className="text-sm font-medium" title={step.name}>
              {step.name || "Unnamed step"}
            </Truncated>
            <Truncated className="text-xs text-muted-foreground" title={kind} />
          </span>
          <span className="ml-auto flex shrink-0 items-center gap-1.5">
            {problems > 0 ? (
              <Badge variant="destructive">{counted(problems, "problem")}</Badge>
            ) : null}
            <StepOutcome run={runs.get(step.id)} />
            <ChevronDownIcon
              aria-hidden
              className={cn(
                "size-4 text-muted-foreground transition-transform",
                open && "rotate-180",
              )}
            />
          </span>
        </button>
        {readOnlyReason === null ? <StepMenu step={step} at={at} count={count} /> : null}
      </div>
      {open ? (
        <StepForm
          step={step}
          at={at}
          fields={form?.fields ?? []}
          description={form?.description}
          renderBranch={renderBranch}
        />
      ) : null}
    </li>
  );
}

function StepMenu({ step, at, count }: Pick<StepCardProps, "step" | "at" | "count">) {
  const { editor } = useEditing();
  const { list, index } = at;
  const moveTo = (to: number) => () => editor.move(list, index, to);
  return (
    <ActMenu
      subject={step.name}
      reason={null}
      acts={[
        {
          label: "Move up",
          icon: ArrowUpIcon,
          isDisabled: index === 0,
          onSelect: moveTo(index - 1),
        },
        {
          label: "Move down",
          icon: ArrowDownIcon,
          isDisabled: index === count - 1,
          onSelect: moveTo(index + 1),
        },
        { label: "Duplicate", icon: CopyIcon, onSelect: () => editor.duplicate(at) },
        {
          label: step.enabled ? "Disable" : "Enable",
          icon: step.enabled ? EyeOffIcon : EyeIcon,
          onSelect: () => editor.change(at, { ...step, enabled: !step.enabled }),
        },
        removeAct("Remove", () => editor.remove(at)),
      ]}
    />
  );
}
