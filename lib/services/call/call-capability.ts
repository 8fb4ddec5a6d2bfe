import "server-only";
import type { FlowRun, StepRun } from "@/lib/contracts/flow/run";
import type { AppError } from "@/lib/core/errors";
import type { CalledCapability } from "@/lib/decisions/verdict";
import type { RunBeginning } from "@/lib/executions/execution-row";
import type { SurfaceKeyPrincipal } from "@/lib/policy/principal";
import { assertFits } from "./input-check";
import type { PlacedCall, RefusedCall } from "./place-call";
import { type ReadyFlow, readyDraft, readyVersion } from "./ready-flow";
import { runRecorded, unfinishedRun } from "./run-recorded";
import type { CallInput } from "./surface-verbs";

type Asked = { requestId: string; beginning: RunBeginning; input: CallInput };

/** What ran, and what its steps cost, in millionths of the organization's currency. */
type Ran = { executionId: string; cost: number };

/** The outcome of a call. One that the server did not let end can be tried again. */
export type CallResult =
  | ({ answer: unknown } & Ran)
  | ({ unfinished: AppError } & Ran)
  | (RefusedCall & Partial<Ran>);

/** Runs the flow of a capability. Throws `bad_request` when its schema does not take the input. */
export async function callCapability(
  { principal, answersAll, capability }: PlacedCall,
  { requestId, beginning, input }: Asked,
): Promise<CallResult> {
  await assertFits(capability, input);
  const ready = await readyFlow(principal, capability);
  if (!ready) {
    const unpublished = principal.environment === "production" && !capability.publishedVersion;
    return { refused: unpublished ? "unpublished" : "unknownCapability" };
  }
  const { organizationId, keyId, environment, productId, surfaceId } = principal;
  const { executionId, run } = await runRecorded(ready, {
    organizationId,
    environment,
    trigger: "surface",
    keyId,
    userId: null,
    productId,
    surfaceId,
    capabilityId: capability.capabilityId,
    requestId,
    beginning,
    input: input.variables,
  });
  const ran = { executionId, cost: costOf(ready, run) };
  if (run.outcome === "succeeded") {
    return { answer: answerOf(run, answersAll, capability), ...ran };
  }
  const unfinished = unfinishedRun(run);
  return unfinished ? { unfinished, ...ran } : { ...failureOf(run, requestId), ...ran };
}

const NOT_RUN: readonly StepRun["status"][] = ["skipped", "not_reached"];

function costOf({ compiled }: ReadyFlow, { steps }: FlowRun): number {
  const costs = new Map(compiled.timeline.map(({ id, cost }) => [id, cost]));
  const ran = steps.filter(({ status }) => !NOT_RUN.includes(status));
  return ran.reduce((sum, { id }) => sum + (costs.get(id) ?? 0), 0);
}

function failureOf({ outcome, failure }: FlowRun, requestId: string): RefusedCall {
  const isLate = outcome === "timed_out" || failure?.reason === "timeout";
  const step = failure?.stepName;
  return {
    refused: isLate ? "timedOut" : "stepFailed",
    more: { ...(step !== undefined && { step }), requestId },
  };
}

/** Test keys run the draft, production keys the published version. */
async function readyFlow(
  { organizationId, environment }: SurfaceKeyPrincipal,
  { flowId, flowRevision, publishedVersion }: CalledCapability,
): Promise<ReadyFlow | undefined> {
  const flow = { organizationId, flowId };
  if (environment === "test") return readyDraft(flow, flowRevision);
  return publishedVersion === null ? undefined : readyVersion(flow, publishedVersion);
}

/** By the surface's response settings: an object or a list stands for itself. */
function answerOf(run: FlowRun, answersAll: boolean, { outputStep }: CalledCapability): unknown {
  if (answersAll) return { outputs: run.outputs };
  const output =
    outputStep === null ? run.output : run.steps.find(({ id }) => id === outputStep)?.output;
  return typeof output === "object" && output !== null ? output : { result: output ?? null };
}
