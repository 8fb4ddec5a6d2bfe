import type { ReactNode } from "react";
import { Fold } from "@/components/form/fold";
import { useReadOnlyReason } from "@/components/read-only";
import type { StepField as Field } from "@/lib/contracts/flow-steps/step-field";
import { valueAt } from "@/lib/core/fields";
import {
  branchPath,
  type ListPath,
  pathOf,
  type StepDraft,
  type StepPath,
  withValue,
} from "./step-draft";
import { StepField } from "./step-field";
import { configIssue, fieldIssue } from "./step-issues";
import { StepResult } from "./step-result";
import { useEditing } from "./use-flow-editor";

type StepFormProps = {
  step: StepDraft;
  at: StepPath;
  fields: readonly Field[];
  description?: string;
  /** A list of steps inside the step. */
  renderBranch: (list: ListPath, title: string) => ReactNode;
};

const NAME: Field = {
  path: "name",
  title: "Name",
  widget: "text",
  required: true,
  templates: false,
  multiline: false,
};

const WHEN: Field = {
  path: "when",
  title: "Only when",
  description: "The step is skipped when this condition is false. Example: {{total}} > 100.",
  widget: "expression",
  required: false,
  templates: true,
  multiline: false,
};

/** The fields of a step, its branches when it has some, and what it did in the last run. */
export function StepForm(props: StepFormProps) {
  const { step, at, fields, description, renderBranch } = props;
  const { editor, runs } = useEditing();
  const readOnlyReason = useReadOnlyReason("FLOWS:WRITE");
  const branches = fields.filter(({ widget }) => widget === "steps");
  const own = fields.filter((field) => field.widget !== "steps" && !isForFailure(field));

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t px-4 pt-3.5 pb-4">
      {description ? <p className="text-sm text-muted-foreground">{description}</p> : null}
      <fieldset
        disabled={readOnlyReason !== null}
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        aria-label={step.name}
      >
        <StepField
          field={NAME}
          value={step.name}
          error={fieldIssue(editor.issues, [...pathOf(at), "name"])}
          onLeave={() => editor.leave(step.id, "name")}
          onChange={(name) =>
            editor.change(at, { ...step, name: typeof name === "string" ? name : "" })
          }
        />
        <ConfigFields step={step} at={at} fields={own} />
        <Circumstances step={step} at={at} fields={fields.filter(isForFailure)} />
      </fieldset>
      {branches.map(({ path, title }) => (
        <section key={path} aria-label={title} className="grid gap-2 border-l-2 pl-3">
          <h3 className="text-sm font-medium">{title}</h3>
          {renderBranch(branchPath(at, path), title)}
        </section>
      ))}
      <StepResult run={runs.get(step.id)} />
    </div>
  );
}

function isForFailure({ path }: Field): boolean {
  return path.startsWith("errorHandling.");
}

type PartProps = Pick<StepFormProps, "step" | "at" | "fields">;

/** When a step runs, and what happens when it fails: folded, as few steps need it. */
function Circumstances({ step, at, fields }: PartProps) {
  const { editor } = useEditing();
  const error = fieldIssue(editor.issues, [...pathOf(at), "when"]);
  const handling = fieldIssue(editor.issues, [...pathOf(at), "config", "errorHandling"]);
  return (
    <Fold
      title="Conditions and errors"
      about="condition, error handling"
      startsOpen={step.when !== undefined || step.config.errorHandling !== undefined}
      forced={error !== undefined || handling !== undefined}
    >
      <StepField
        field={WHEN}
        value={step.when}
        error={error}
        onLeave={() => editor.leave(step.id, "when")}
        onChange={(when) => {
          const { when: _gone, ...rest } = step;
          editor.change(at, typeof when === "string" ? { ...rest, when } : rest);
        }}
      />
      <ConfigFields step={step} at={at} fields={fields} />
    </Fold>
  );
}

/** Fields of a step's config. */
function ConfigFields({ step, at, fields }: PartProps) {
  const { editor } = useEditing();
  return fields.map((field) => {
    const path = field.path.split(".");
    return (
      <StepField
        key={field.path}
        field={field}
        value={valueAt(step.config, path)}
        error={configIssue(editor.issues, [...pathOf(at), "config"], field)}
        onLeave={() => editor.leave(step.id, ["config", ...path].join("/"))}
        onChange={(value) =>
          editor.change(at, { ...step, config: withValue(step.config, path, value) })
        }
      />
    );
  });
}
