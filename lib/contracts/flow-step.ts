import { z } from "zod";
import { flowStepIssues, MAX_FLOW_BYTES, MAX_STEPS } from "@/lib/contracts/flow-step-issues";
import { apiCall } from "@/lib/contracts/flow-steps/api-call";
import { conditional } from "@/lib/contracts/flow-steps/conditional";
import { fetchUrl } from "@/lib/contracts/flow-steps/fetch-url";
import { getRecord } from "@/lib/contracts/flow-steps/get-record";
import { listRecords } from "@/lib/contracts/flow-steps/list-records";
import { setVariable } from "@/lib/contracts/flow-steps/set-variable";
import { template } from "@/lib/contracts/flow-steps/template";
import { transformData } from "@/lib/contracts/flow-steps/transform-data";
import { updateRecord } from "@/lib/contracts/flow-steps/update-record";
import { upsertRecord } from "@/lib/contracts/flow-steps/upsert-record";
import { stepFieldsOf } from "@/lib/contracts/step-field";
import { fieldIssues } from "@/lib/contracts/step-field-issues";

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

const FIELDS = new Map(STEP_TYPES.map(({ type, config }) => [type, stepFieldsOf(config)]));

/** The steps of a flow as somebody gives them: each valid, in order, ids unique. */
export const flowStepsField: z.ZodType<FlowStep[], unknown> = z
  .array(flowStep)
  .superRefine((steps, context) => {
    const issues = flowStepIssues(steps, branchesOf, (step) =>
      fieldIssues(step, FIELDS.get(step.type) ?? []),
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
