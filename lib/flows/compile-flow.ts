import "server-only";
import { type FlowStep, needsOf, type StepType } from "@/lib/contracts/flow-steps/flow-step";
import { parseAmount } from "@/lib/core/money";
import { compileCondition } from "@/lib/flows/compile-expression";
import type { CompiledStep, CompileSteps, StepConfig, Work } from "@/lib/flows/executor";
import { executors } from "@/lib/flows/executors";
import { StepError } from "@/lib/flows/step-error";
import type { Permission } from "@/lib/policy/permissions";

/** A flow that is ready to run any number of times. */
export type CompiledFlow = {
  readonly steps: readonly CompiledStep[];
  /** The steps in running order, those of branches among them. */
  readonly timeline: readonly CompiledStep[];
  /** What is asked of those who run it themselves. */
  readonly needs: ReadonlySet<Permission>;
};

/** Prepares the steps once; one that cannot be used fails when it is reached. */
export function compileFlow(steps: readonly FlowStep[]): CompiledFlow {
  const timeline: CompiledStep[] = [];
  let count = 0;
  const compileSteps: CompileSteps = (list) =>
    list.map((step) => {
      const index = count;
      count += 1;
      const compiled = compileStep(step, index, compileSteps);
      timeline[index] = compiled;
      return compiled;
    });
  return { steps: compileSteps(steps), timeline, needs: needsOf(steps) };
}

type Prepared = { when?: CompiledStep["when"]; work: Work; inner?: CompiledStep[] };

function compileStep(step: FlowStep, index: number, compileSteps: CompileSteps): CompiledStep {
  const { id, name, type, enabled, config } = step;
  const {
    when,
    work,
    inner = [],
  } = orFailing(() => ({
    ...(step.when !== undefined && { when: compileCondition(step.when, "when") }),
    ...prepare(step, compileSteps),
  }));
  return {
    index,
    id,
    name,
    type,
    enabled,
    when,
    work,
    hasEffect: executors[type].hasEffect,
    inner,
    outputVariable: outputVariableOf(step),
    cost: Number(("unitCost" in config && parseAmount(config.unitCost ?? "")) || 0n),
    fallback:
      config.errorHandling?.onError === "continue"
        ? { value: config.errorHandling.defaultValue ?? null }
        : undefined,
  };
}

function prepare<T extends StepType>(
  { type, config }: { type: T; config: StepConfig<T> },
  compileSteps: CompileSteps,
): Prepared {
  return executors[type].prepare(config, compileSteps);
}

function orFailing(compile: () => Prepared): Prepared {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return {
      work: () => {
        throw error;
      },
    };
  }
}

function outputVariableOf({ config }: FlowStep): string | undefined {
  if ("variableName" in config) return config.variableName;
  return "outputVariable" in config ? config.outputVariable : undefined;
}
