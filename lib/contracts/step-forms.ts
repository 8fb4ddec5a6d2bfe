import { STEP_TYPES, type StepType } from "@/lib/contracts/flow-step";
import type { StepGroup } from "@/lib/contracts/step-definition";
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
