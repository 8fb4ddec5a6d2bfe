"use client";

import type { ReactNode } from "react";
import {
  branchPath,
  type ListPath,
  pathOf,
  type StepDraft,
  type StepPath,
  valueAt,
  withValue,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import { StepField } from "@/app/(dashboard)/flows/[flowId]/_components/step-field";
import { fieldIssue } from "@/app/(dashboard)/flows/[flowId]/_components/step-issues";
import { StepResult } from "@/app/(dashboard)/flows/[flowId]/_components/step-result";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import type { StepRun } from "@/lib/contracts/flow-run";
import type { StepField as Field } from "@/lib/contracts/step-field";

type StepFormProps = {
  step: StepDraft;
  at: StepPath;
  fields: readonly Field[];
  description?: string;
  editor: FlowEditor;
  runs: ReadonlyMap<string, StepRun>;
  readOnlyReason: string | null;
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
  description: "The step is skipped when this is false, such as {{total}} > 100.",
  widget: "expression",
  required: false,
  templates: true,
  multiline: false,
};

/** The fields of a step, its branches when it has some, and what it did in the last run. */
export function StepForm(props: StepFormProps) {
  const { step, at, fields, description, editor, runs, readOnlyReason, renderBranch } = props;
  const place = pathOf(at);
  const errorAt = (path: readonly string[]) => fieldIssue(editor.issues, [...place, ...path]);

  function change(changes: Partial<StepDraft>) {
    editor.change(at, { ...step, ...changes });
  }

  return (
    <div className="grid gap-4 border-t px-4 pt-3.5 pb-4">
      {description ? <p className="text-sm text-muted-foreground">{description}</p> : null}
      <fieldset
        disabled={readOnlyReason !== null}
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        aria-label={step.name}
      >
        <StepField
          field={NAME}
          value={step.name}
          error={errorAt(["name"])}
          onChange={(name) => change({ name: typeof name === "string" ? name : "" })}
        />
        {fields.map((field) => {
          const path = field.path.split(".");
          if (field.widget === "steps") return null;
          return (
            <StepField
              key={field.path}
              field={field}
              value={valueAt(step.config, path)}
              error={errorAt(["config", ...path])}
              onChange={(value) => change({ config: withValue(step.config, path, value) })}
            />
          );
        })}
        <StepField
          field={WHEN}
          value={step.when}
          error={errorAt(["when"])}
          onChange={(when) => {
            const { when: _gone, ...rest } = step;
            editor.change(at, typeof when === "string" ? { ...rest, when } : rest);
          }}
        />
      </fieldset>
      {fields
        .filter(({ widget }) => widget === "steps")
        .map(({ path, title }) => (
          <section key={path} aria-label={title} className="grid gap-2 border-l-2 pl-3">
            <h3 className="text-sm font-medium">{title}</h3>
            {renderBranch(branchPath(at, path), title)}
          </section>
        ))}
      <StepResult run={runs.get(step.id)} />
    </div>
  );
}
