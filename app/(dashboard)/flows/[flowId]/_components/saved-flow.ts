import "server-only";
import { checkFlow } from "@/app/(dashboard)/flows/[flowId]/_components/check-flow";
import { isStep } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { SavedFlow } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import type { FlowView } from "@/lib/contracts/flow";
import { stepFormsAsData } from "@/lib/contracts/step-forms";

/** What the editor begins with, made where the schemas are. */
export function savedFlow(flow: FlowView): SavedFlow {
  const steps = flow.steps.map((step) => ({ ...step, config: { ...step.config } })).filter(isStep);
  return { steps, check: checkFlow(steps), forms: stepFormsAsData() };
}
