import "server-only";
import type { FlowRun } from "@/lib/contracts/flow/run";
import { type AppError, unavailable } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { stopping } from "@/lib/core/refusals";
import { databaseNow, prisma } from "@/lib/db/prisma";
import type { EndedRun, RunBeginning, RunStart } from "@/lib/executions/execution-row";
import { recordExecution, writeExecution } from "@/lib/executions/write-executions";
import { recordStore } from "@/lib/flows/record-store";
import { runFlow } from "@/lib/flows/run";
import { runsUnderWay } from "@/lib/flows/runs-under-way";
import { type FoundSecret, runSecrets } from "@/lib/flows/secrets/run-secrets";
import type { Environment } from "@/lib/policy/roles";
import { openSecret } from "@/lib/services/sealed-secret";
import type { ReadyFlow } from "./ready-flow";

type Circumstances = Omit<EndedRun, "id" | "flowId" | "versionNumber" | "startedAt" | "run"> & {
  beginning: RunBeginning | undefined;
  input: Record<string, unknown>;
};

/**
 * Runs a flow and queues the record of the run, which is written a moment later; one that no journal
 * tells of is written before it is answered.
 */
export async function runRecorded(
  { compiled, flowId, versionNumber }: ReadyFlow,
  { beginning, ...circumstances }: Circumstances,
): Promise<{ executionId: string; run: FlowRun }> {
  const { organizationId, environment, input, keyId, userId } = circumstances;
  const { start, begin } = beginning ?? {};
  const { id, startedAt } = start ?? (await ownStart());
  const records = recordStore({ organizationId, environment }, { executionId: id, keyId, userId });
  const owner = { group: organizationId, member: keyId ?? userId ?? "" };
  const find = (keys: readonly string[]) => findSecrets({ organizationId, environment }, keys);
  const secrets = runSecrets({ environment, find });
  return runsUnderWay().during(async (signal) => {
    const options = { input, records, secrets, owner, signal, begin: begin && (() => begin(id)) };
    const run = await runFlow(compiled, options);
    const masked = secrets.mask().value(input);
    const ended = { id, flowId, versionNumber, startedAt, run, ...circumstances, input: masked };
    if (start) recordExecution(ended);
    else await writeExecution(ended);
    return { executionId: id, run };
  });
}

async function ownStart(): Promise<RunStart> {
  return { id: newId("execution"), startedAt: (await databaseNow(prisma())).getTime() };
}

/** The secrets of an organization and environment that a step names; read again for every step. */
async function findSecrets(
  place: { organizationId: string; environment: Environment },
  keys: readonly string[],
): Promise<FoundSecret[]> {
  const rows = await prisma().organizationSecret.findMany({
    where: { ...place, key: { in: [...keys] } },
  });
  return rows.map((row) => ({ key: row.key, hosts: row.hosts, open: () => openSecret(row) }));
}

/** What the caller of a run is told that the server did not let end, and that can be tried again. */
export function unfinishedRun({ failure }: FlowRun): AppError | undefined {
  if (failure?.reason === "stopped") return stopping();
  if (failure?.reason === "busy") return unavailable(failure.message);
  return undefined;
}
