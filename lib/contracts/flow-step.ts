import { z } from "zod";
import { lineField } from "@/lib/contracts/fields";
import { expression } from "@/lib/contracts/flow-step-fields";
import { flowStepIssues } from "@/lib/contracts/flow-step-issues";
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

const facts = {
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "Use letters, digits, - and _, at most 64."),
  name: lineField(255),
  /** Steps run by order; those of one order run as listed. */
  order: z.int().min(0).max(10_000).default(0),
  enabled: z.boolean().default(true),
  when: expression.optional(),
};

type Definition<T, C> = { type: T; label: string; config: C };

function step<T extends string, C extends z.ZodType>({ type, label, config }: Definition<T, C>) {
  return z.strictObject({ ...facts, type: z.literal(type), config }).meta({ title: label });
}

const plainSteps = [
  step(template),
  step(setVariable),
  step(transformData),
  step(fetchUrl),
  step(apiCall),
  step(getRecord),
  step(listRecords),
  step(upsertRecord),
  step(updateRecord),
] as const;

type PlainStep = z.output<(typeof plainSteps)[number]>;

type Config<T extends PlainStep["type"]> = Extract<PlainStep, { type: T }>["config"];

type ConditionalStep = Omit<PlainStep, "type" | "config"> & {
  type: "conditional";
  config: {
    condition: string;
    trueSteps: FlowStep[];
    falseSteps: FlowStep[];
    errorHandling?: Config<"set-variable">["errorHandling"];
  };
};

/** One step of a flow, as it is stored. */
export type FlowStep = PlainStep | ConditionalStep;

export type StepType = FlowStep["type"];

const branch: z.ZodType<FlowStep[], unknown> = z.array(z.lazy(() => flowStep)).overwrite(inOrder);

const conditionalStep = step(conditional(branch.default([])));

const stepTypes = [...plainSteps, conditionalStep] as const;

/** Every type of step with the name the editor shows. */
export const STEP_TYPES = [
  template,
  setVariable,
  transformData,
  conditional(branch),
  fetchUrl,
  apiCall,
  getRecord,
  listRecords,
  upsertRecord,
  updateRecord,
].map(({ type, label }) => ({ type, label }));

const flowStep: z.ZodType<FlowStep, unknown> = z
  .discriminatedUnion("type", stepTypes, {
    error: ({ code }) => (code === "invalid_union" ? "Not a type of step." : undefined),
  })
  .meta({ id: "FlowStep" });

/** The steps of a flow as somebody gives them: each valid, in order, ids unique. */
export const flowStepsField: z.ZodType<FlowStep[], unknown> = z
  .array(flowStep)
  .superRefine((steps, context) => {
    for (const { path, message } of flowStepIssues(steps, branchesOf)) {
      context.addIssue({ code: "custom", path, message });
    }
  })
  .overwrite(inOrder);

/** The steps of a flow as the database gives them back. */
export const storedSteps: z.ZodType<FlowStep[], unknown> = z.array(flowStep);

function branchesOf(step: FlowStep) {
  if (step.type !== "conditional") return undefined;
  const { trueSteps, falseSteps } = step.config;
  return { trueSteps, falseSteps };
}

function inOrder(steps: FlowStep[]): FlowStep[] {
  return steps.toSorted((left, right) => left.order - right.order);
}
