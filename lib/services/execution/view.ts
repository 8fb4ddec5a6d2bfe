import "server-only";
import { z } from "zod";
import type { Execution, ExecutionDetail } from "@/lib/contracts/execution";
import { type StepRun, stepRun } from "@/lib/contracts/flow-run";
import type { FlowExecution } from "@/lib/db/generated/client";
import type { Principal } from "@/lib/policy/principal";
import type { Names } from "@/lib/services/execution/names";
import { maySeeRunData } from "@/lib/services/flow-rights";

const storedError = z.object({ stepId: z.string(), stepName: z.string(), message: z.string() });
const storedSteps = z.array(stepRun);

/** What a list leaves out: the columns that may be large. */
export const UNLISTED = { steps: true, input: true, output: true } as const;

type Listed = Omit<FlowExecution, keyof typeof UNLISTED>;

/** A run of an environment that the principal sees, without its data for those who may not have it. */
export function viewExecution(row: Listed, names: Names, principal: Principal): Execution {
  const { organizationId: _, startedAt, error, ...facts } = row;
  const dataHidden = !maySeeRunData(principal);
  return {
    ...facts,
    flowName: names.of(row.flowId),
    keyName: names.of(row.keyId),
    capabilityName: names.of(row.capabilityId),
    startedAt: startedAt.toISOString(),
    dataHidden,
    error: error === null ? null : viewError(storedError.parse(error), dataHidden),
  };
}

export function viewExecutionDetail(
  row: FlowExecution,
  names: Names,
  principal: Principal,
): ExecutionDetail {
  const { steps, input, output, ...listed } = row;
  const view = viewExecution(listed, names, principal);
  const timeline = storedSteps.parse(steps);
  if (view.dataHidden) return { ...view, steps: timeline.map(withoutData) };
  // An input is an object; where it is not kept the output is not either.
  return { ...view, steps: timeline, ...(input !== null && { input, output }) };
}

/** What a step threw may hold what it read. */
function viewError({ message, ...step }: z.output<typeof storedError>, dataHidden: boolean) {
  return dataHidden ? step : { ...step, message };
}

function withoutData({ output: _, error: __, ...step }: StepRun): StepRun {
  return step;
}
