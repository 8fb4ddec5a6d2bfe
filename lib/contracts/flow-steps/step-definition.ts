import { z } from "zod";
import { lineField } from "@/lib/contracts/fields";
import { stepField } from "./step-field";
import { expression } from "./step-fields";

/** In the order of the editor's menu. */
export const STEP_GROUPS = ["AI", "Context", "Actions", "Replies"] as const;

export type StepGroup = (typeof STEP_GROUPS)[number];

type Definition<T extends string, C extends z.ZodType> = {
  type: T;
  label: string;
  group: StepGroup;
  description: string;
  config: C;
};

/** The fields of every step beside its config. */
const stepFacts = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "Use at most 64 letters, digits, - and _."),
  name: stepField(lineField(255, "a name"), { title: "Name", widget: "text" }),
  order: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .meta({ description: "Steps run by order; those of one order run as listed." }),
  enabled: stepField(z.boolean().default(true), { title: "Enabled", widget: "switch" }),
  when: stepField(expression.optional(), {
    title: "Run only when",
    description: "The step is skipped when this condition is false.",
    widget: "expression",
  }),
});

/** A type of step: what the editor shows of it and the schema of a whole step. */
export function defineStep<T extends string, C extends z.ZodType>(definition: Definition<T, C>) {
  const { type, label, description, config } = definition;
  const schema = stepFacts
    .extend({ type: z.literal(type), config })
    .meta({ id: schemaName(type), title: label, description });
  return { ...definition, schema };
}

/** `fetch-url` is `FetchUrlStep`. */
function schemaName(type: string): string {
  const words = type.split("-").map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `${words.join("")}Step`;
}
