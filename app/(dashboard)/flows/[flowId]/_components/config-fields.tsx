"use client";

import {
  pathOf,
  type StepDraft,
  type StepPath,
  valueAt,
  withValue,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import { StepField } from "@/app/(dashboard)/flows/[flowId]/_components/step-field";
import { configIssue } from "@/app/(dashboard)/flows/[flowId]/_components/step-issues";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import type { StepField as Field } from "@/lib/contracts/step-field";

type ConfigFieldsProps = {
  step: StepDraft;
  at: StepPath;
  fields: readonly Field[];
  editor: FlowEditor;
};

/** Fields of a step's config. */
export function ConfigFields({ step, at, fields, editor }: ConfigFieldsProps) {
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
