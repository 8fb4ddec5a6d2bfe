import type { ExecutionTrigger } from "@/lib/contracts/execution";

/** What started a run, in words. */
export const TRIGGERS: Record<ExecutionTrigger, string> = {
  surface: "A call of a capability",
  run: "The run endpoint",
  dispatch: "Dispatch",
  editor: "A person",
};
