import { z } from "zod";
import type { Permission } from "@/lib/policy/permissions";
import { flowStepIssues, MAX_FLOW_BYTES, MAX_STEPS } from "./flow-step-issues";
import { STEP_GROUPS, type StepGroup } from "./step-definition";
import { type StepField, stepFieldsOf } from "./step-field";
import { fieldIssues } from "./step-field-issues";
import {
  apiCall,
  conditional,
  fetchUrl,
  getRecord,
  listRecords,
  setVariable,
  template,
  transformData,
  updateRecord,
  upsertRecord,
} from "./steps";

/** Every type of step but the conditional, in the order of the editor's menu. */
const PLAIN = [
  template,
  setVariable,
  transformData,
  fetchUrl,
  getRecord,
  listRecords,
  apiCall,
  upsertRecord,
  updateRecord,
] as const;

type PlainStep = z.output<(typeof PLAIN)[number]["schema"]>;

type ConditionalStep = Omit<PlainStep, "type" | "config"> & {
  type: "conditional";
  config: {
    condition: string;
    trueSteps: FlowStep[];
    falseSteps: FlowStep[];
    errorHandling?: PlainStep["config"]["errorHandling"];
  };
};

/** One step of a flow, as it is stored. */
export type FlowStep = PlainStep | ConditionalStep;

export type StepType = FlowStep["type"];

const branch: z.ZodType<FlowStep[], unknown> = z.array(z.lazy(() => flowStep)).overwrite(inOrder);

const conditionalStep = conditional(branch.default([]));

/** Every type of step with what the editor shows of it. */
export const STEP_TYPES = [...PLAIN, conditionalStep] as const;

const flowStep: z.ZodType<FlowStep, unknown> = z
  .discriminatedUnion("type", [conditionalStep.schema, ...PLAIN.map(({ schema }) => schema)], {
    error: ({ code }) => (code === "invalid_union" ? "Not a type of step." : undefined),
  })
  .meta({ id: "FlowStep" });

/** The steps of a flow as someone gives them: each valid, in order, ids unique. */
export const flowStepsField: z.ZodType<FlowStep[], unknown> = z
  .array(flowStep)
  .superRefine((steps, context) => {
    const issues = flowStepIssues(steps, branchesOf, (step) =>
      fieldIssues(step, stepForms.find(({ type }) => type === step.type)?.fields ?? []),
    );
    for (const { path, message } of issues) context.addIssue({ code: "custom", path, message });
  })
  .overwrite(inOrder)
  .meta({ maxItems: MAX_STEPS, "x-max-bytes": MAX_FLOW_BYTES });

/** The steps of a flow as the database gives them back. */
export const storedSteps: z.ZodType<FlowStep[], unknown> = z.array(flowStep);

/** The lists of steps that a step holds, by field of its config. */
export function branchesOf(step: FlowStep): Record<string, FlowStep[]> | undefined {
  if (step.type !== "conditional") return undefined;
  const { trueSteps, falseSteps } = step.config;
  return { trueSteps, falseSteps };
}

function inOrder(steps: FlowStep[]): FlowStep[] {
  return steps.toSorted((left, right) => left.order - right.order);
}

/** What each type of step needs for what it does to the organization's data. */
const NEEDS: Readonly<Record<StepType, readonly Permission[]>> = {
  template: [],
  "set-variable": [],
  "transform-data": [],
  conditional: [],
  "fetch-url": [],
  "api-call": [],
  "get-record": ["RECORDS:READ"],
  "list-records": ["RECORDS:READ"],
  "upsert-record": ["RECORDS:WRITE"],
  "update-record": ["RECORDS:WRITE"],
};

/** The permissions that the steps need, those in branches and disabled ones included. */
export function needsOf(steps: readonly FlowStep[]): ReadonlySet<Permission> {
  return new Set(
    steps.flatMap((step) => [
      ...NEEDS[step.type],
      ...needsOf(Object.values(branchesOf(step) ?? {}).flat()),
    ]),
  );
}

/** What the editor shows of a type of step. */
export type StepForm = {
  type: StepType;
  label: string;
  description: string;
  group: StepGroup;
  fields: readonly StepField[];
};

/** The form of every type of step, made from its schema. */
export const stepForms: readonly StepForm[] = STEP_TYPES.map(({ config, schema: _, ...shown }) => ({
  ...shown,
  fields: stepFieldsOf(config),
}));

/** The same in the order of the editor's menu, as data alone: for a page that carries no schemas. */
export function stepFormsAsData(): StepForm[] {
  const inOrder = STEP_GROUPS.flatMap((group) => stepForms.filter((form) => form.group === group));
  return inOrder.map(({ fields, ...form }) => ({
    ...form,
    fields: fields.map(({ check: _, ...field }) => field),
  }));
}
