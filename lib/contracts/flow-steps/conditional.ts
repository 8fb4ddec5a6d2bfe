import { z } from "zod";
import { expression, outcome } from "@/lib/contracts/flow-step-fields";

/** The only step that holds steps: `branch` is the schema of a list of them. */
export function conditional<B extends z.ZodType>(branch: B) {
  return {
    type: "conditional",
    label: "Conditional",
    config: z.strictObject({
      condition: expression,
      trueSteps: branch,
      falseSteps: branch,
      errorHandling: outcome.errorHandling,
    }),
  } as const;
}
