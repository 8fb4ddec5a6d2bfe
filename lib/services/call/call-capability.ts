import "server-only";
import type { FlowRun } from "@/lib/contracts/flow/run";
import type { CalledCapability } from "@/lib/decisions/decision-store";
import type { RunBeginning } from "@/lib/executions/ended-run";
import type { SurfaceKeyPrincipal } from "@/lib/policy/principal";
import type { CallInput } from "./call-input";
import { assertFits } from "./input-check";
import { type ReadyFlow, readyDraft, readyVersion } from "./ready-flow";
import { runRecorded } from "./run-recorded";

export type Called = {
  principal: SurfaceKeyPrincipal;
  requestId: string;
  beginning: RunBeginning;
  /** Whether every output is answered, not one. */
  answersAll: boolean;
  capability: CalledCapability;
  input: CallInput;
};

/** The outcome of a call: the run and what is answered of it, or why nothing could be run. */
export type Calling =
  | { state: "ran"; executionId: string; run: FlowRun; answer: unknown }
  | { state: "unpublished" }
  | { state: "gone" };

/** Runs the flow of a capability. Throws `bad_request` when its schema does not take the input. */
export async function callCapability(called: Called): Promise<Calling> {
  const { principal, requestId, beginning, answersAll, capability, input } = called;
  await assertFits(capability, input);
  const ready = await readyFlow(principal, capability);
  if (!ready) {
    const unpublished = principal.environment === "production" && !capability.publishedVersion;
    return unpublished ? { state: "unpublished" } : { state: "gone" };
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
  return { state: "ran", executionId, run, answer: answerOf(run, answersAll, capability) };
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
