import "server-only";
import type { FlowRun } from "@/lib/contracts/flow-run";
import { newId } from "@/lib/core/ids";
import { recordStore } from "@/lib/flows/record-store";
import { runFlow } from "@/lib/flows/run-flow";
import { runsUnderWay } from "@/lib/flows/runs-under-way";
import { runSecrets } from "@/lib/flows/secrets/run-secrets";
import { findSecrets } from "@/lib/services/call/find-secrets";
import type { ReadyFlow } from "@/lib/services/call/ready-flow";
import type { EndedRun } from "@/lib/usage/ended-run";
import { recordExecution } from "@/lib/usage/execution-recorder";

type Circumstances = Omit<EndedRun, "id" | "flowId" | "versionNumber" | "startedAt" | "run"> & {
  input: Record<string, unknown>;
};

/** Runs a flow and queues the record of the run, which is written a moment later. */
export function runRecorded(
  { compiled, flowId, versionNumber }: ReadyFlow,
  circumstances: Circumstances,
): Promise<{ executionId: string; run: FlowRun }> {
  const { organizationId, environment, input, keyId, userId } = circumstances;
  const id = newId("execution");
  const startedAt = Date.now();
  const records = recordStore({ organizationId, environment }, { executionId: id, keyId, userId });
  const owner = { group: organizationId, member: keyId ?? userId ?? "" };
  const find = (keys: readonly string[]) => findSecrets({ organizationId, environment }, keys);
  const secrets = runSecrets({ environment, find });
  return runsUnderWay().during(async (signal) => {
    const run = await runFlow(compiled, { input, records, secrets, owner, signal });
    const masked = secrets.mask().value(input);
    recordExecution({ ...circumstances, input: masked, id, flowId, versionNumber, startedAt, run });
    return { executionId: id, run };
  });
}
