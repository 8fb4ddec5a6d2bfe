import "server-only";
import { compileCondition } from "@/lib/flows/compile-expression";
import type { Executor } from "@/lib/flows/executor";

/** Its output, whether the condition was true, is for the timeline only. */
export const conditionalStep: Executor<"conditional"> = (config, compileSteps) => {
  const trueSteps = compileSteps(config.trueSteps);
  const falseSteps = compileSteps(config.falseSteps);
  const decide = compileCondition(config.condition, "condition");
  return {
    inner: [...trueSteps, ...falseSteps],
    work: async ({ scope, branch }) => {
      const holds = decide(scope);
      await (holds ? branch(trueSteps, falseSteps) : branch(falseSteps, trueSteps));
      return holds;
    },
  };
};
