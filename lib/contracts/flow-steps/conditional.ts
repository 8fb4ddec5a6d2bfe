import { z } from "zod";
import { errorHandling, expression } from "@/lib/contracts/flow-step-fields";
import { defineStep } from "@/lib/contracts/step-definition";
import { stepField } from "@/lib/contracts/step-field";

/** The only step that holds steps: `branch` is the schema of a list of them. */
export function conditional<B extends z.ZodType>(branch: B) {
  return defineStep({
    type: "conditional",
    label: "Conditional",
    group: "Context",
    description: "Runs one list of steps or the other.",
    config: z.strictObject({
      condition: stepField(expression, {
        title: "Condition",
        description: "As {{total}} > 100 && {{plan}} == 'pro'.",
        widget: "expression",
      }),
      trueSteps: stepField(branch, { title: "When true", widget: "steps" }),
      falseSteps: stepField(branch, { title: "When false", widget: "steps" }),
      errorHandling,
    }),
  });
}
