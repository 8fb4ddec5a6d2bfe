import { STEP_TYPES, type StepType } from "@/lib/contracts/flow-step";

export const WIDGETS = [
  "text",
  "template",
  "expression",
  "code",
  "json",
  "body",
  "variable",
  "pairs",
  "select",
  "number",
  "switch",
  "steps",
] as const;

export type Widget = (typeof WIDGETS)[number];

/** One field of a step's form. */
export type StepField = {
  /** Where it stands in the config, as `http.url`. */
  path: string;
  title: string;
  description?: string;
  widget: Widget;
  required: boolean;
  /** Whether `{{...}}` stands for a variable in it. */
  templates: boolean;
  /** Whether it takes more than one line. */
  multiline: boolean;
  /** For a variable: the step reads it or sets it. */
  variable?: "reads" | "sets";
  options?: readonly string[];
  default?: unknown;
};

export const STEP_GROUPS = ["AI", "Context", "Actions", "Replies"] as const;

export type StepForm = {
  type: StepType;
  label: string;
  description: string;
  group: (typeof STEP_GROUPS)[number];
  fields: StepField[];
};

/** The form of every type of step, made from its schema. */
export const stepForms: readonly StepForm[] = STEP_TYPES.map(({ type, label }) => ({
  type,
  label,
  description: "",
  group: "Context",
  fields: [],
}));
