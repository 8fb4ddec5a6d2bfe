import "server-only";
import { z } from "zod";
import type { Execution, ExecutionDetail } from "@/lib/contracts/execution";
import { stepRun } from "@/lib/contracts/flow-run";
import type { FlowExecution } from "@/lib/db/generated/client";
import type { Names } from "@/lib/services/execution/names";

const storedError = z.object({ stepId: z.string(), stepName: z.string(), message: z.string() });
const storedSteps = z.array(stepRun);

/** What a list leaves out: the columns that may be large. */
export const UNLISTED = { steps: true, input: true, output: true } as const;

type Listed = Omit<FlowExecution, keyof typeof UNLISTED>;

export function viewExecution(row: Listed, names: Names): Execution {
  const { organizationId: _, startedAt, error, ...facts } = row;
  return {
    ...facts,
    flowName: names.of(row.flowId),
    keyName: names.of(row.keyId),
    capabilityName: names.of(row.capabilityId),
    startedAt: startedAt.toISOString(),
    error: error === null ? null : storedError.parse(error),
  };
}

export function viewExecutionDetail(row: FlowExecution, names: Names): ExecutionDetail {
  const { steps, input, output, ...listed } = row;
  return {
    ...viewExecution(listed, names),
    steps: storedSteps.parse(steps),
    // An input is an object; where it is not kept the output is not either.
    ...(input !== null && { input, output }),
  };
}
