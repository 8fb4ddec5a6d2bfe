import { STEP_TYPES, type StepType } from "@/lib/contracts/flow-step";
import { STEP_GROUPS, type StepGroup } from "@/lib/contracts/step-definition";
import { type StepField, stepFieldsOf } from "@/lib/contracts/step-field";

/** What the editor shows of a type of step. */
export type StepForm = {
  type: StepType;
  label: string;
  description: string;
  group: StepGroup;
  fields: readonly StepField[];
};

/** The form of every type of step, made from its schema. */
export const stepForms: readonly StepForm[] = STEP_TYPES.map(
  ({ type, label, description, group, config }) => ({
    type,
    label,
    description,
    group,
    fields: stepFieldsOf(config),
  }),
);

/** The same in the order of the editor's menu, as data alone: for a page that carries no schemas. */
export function stepFormsAsData(): StepForm[] {
  const inOrder = STEP_GROUPS.flatMap((group) => stepForms.filter((form) => form.group === group));
  return inOrder.map(({ fields, ...form }) => ({
    ...form,
    fields: fields.map(({ check: _, ...field }) => field),
  }));
}
