import "server-only";
import type { FlowRun } from "@/lib/contracts/flow/run";
import type { WorkOwner } from "@/lib/core/fair-queue";
import { env } from "@/lib/env";
import type { CompiledFlow } from "@/lib/flows/compile-flow";
import type { RecordStore } from "@/lib/flows/record-store";
import { Run } from "@/lib/flows/run";
import type { RunSecrets } from "@/lib/flows/secrets/run-secrets";

export type FlowOptions = {
  input: Record<string, unknown>;
  records: RecordStore;
  secrets: RunSecrets;
  owner: WorkOwner;
  signal?: AbortSignal;
  /** Awaited before the first step that can have an effect, which is not run when it rejects. */
  begin?: (() => Promise<void>) | undefined;
  /** Milliseconds the whole flow may take; RUNTYPE_FLOW_MS when silent. */
  budgetMs?: number;
};

/** Runs the steps in order; what goes wrong in a step is told in the answer, never thrown. */
export async function runFlow(flow: CompiledFlow, options: FlowOptions): Promise<FlowRun> {
  const { signal, begin, budgetMs = env().RUNTYPE_FLOW_MS, ...facts } = options;
  const run = new Run(flow.timeline, { ...facts, signal, begin, budgetMs });
  run.assertRoom(flow.steps);
  const pending = run.steps(flow.steps);
  if (pending) await pending;
  return run.finish();
}
