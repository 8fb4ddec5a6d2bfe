import "server-only";
import type { FlowRunResult } from "@/lib/contracts/call/contracts";
import type { ExecutionTrigger } from "@/lib/contracts/execution/contracts";
import type { RunBeginning } from "@/lib/executions/ended-run";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { assertNeeds } from "@/lib/services/flow-rights";
import type { ReadyFlow } from "./ready-flow";
import { runRecorded } from "./run-recorded";
import { unfinishedRun } from "./unfinished-run";

type Asked = {
  principal: Principal;
  requestId: string;
  beginning: RunBeginning | undefined;
  environment: Environment;
  trigger: ExecutionTrigger;
  input: Record<string, unknown>;
};

/**
 * Runs a flow for a caller of the platform and answers all that it did. Throws `forbidden` for what
 * the caller could not do without the flow, `unavailable` when the run was not let end.
 */
export async function platformRun(ready: ReadyFlow, asked: Asked): Promise<FlowRunResult> {
  const { principal, ...facts } = asked;
  assertNeeds(principal, ready.compiled.needs);
  const { executionId, run } = await runRecorded(ready, {
    ...facts,
    organizationId: principal.organizationId,
    keyId: principal.kind === "user" ? null : principal.keyId,
    userId: principal.kind === "user" ? principal.userId : null,
    productId: null,
    surfaceId: null,
    capabilityId: null,
  });
  const unfinished = unfinishedRun(run);
  if (unfinished) throw unfinished;
  const { flowId, versionNumber } = ready;
  const { requestId, environment } = facts;
  return { executionId, requestId, flowId, versionNumber, environment, ...run };
}
