import "server-only";
import type { FlowStep } from "@/lib/contracts/flow-step";

/** A flow that is ready to run any number of times. */
export type CompiledFlow = { readonly steps: readonly FlowStep[] };

export function compileFlow(steps: readonly FlowStep[]): CompiledFlow {
  return { steps };
}
