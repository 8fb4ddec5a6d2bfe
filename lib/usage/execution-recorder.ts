import "server-only";
import type { ExecutionTrigger } from "@/lib/contracts/execution";
import type { FlowRun } from "@/lib/contracts/flow-run";
import { log } from "@/lib/log";
import type { Environment } from "@/lib/policy/roles";

/** Only while the database does not answer, when nothing new is let in either. */
const MOST_QUEUED = 50_000;

/** A run of a flow that has ended, as it happened. */
export type EndedRun = {
  id: string;
  organizationId: string;
  /** Null for steps that came with the request. */
  flowId: string | null;
  /** Null when the draft ran. */
  versionNumber: number | null;
  environment: Environment;
  trigger: ExecutionTrigger;
  keyId: string | null;
  userId: string | null;
  productId: string | null;
  surfaceId: string | null;
  capabilityId: string | null;
  requestId: string;
  /** Unix milliseconds. */
  startedAt: number;
  input: unknown;
  run: FlowRun;
};

declare global {
  var runtypeExecutionQueue: EndedRun[] | undefined;
}

/** Runs that wait to be written: one queue for all bundles of the process. */
export function executionQueue(): EndedRun[] {
  globalThis.runtypeExecutionQueue ??= [];
  return globalThis.runtypeExecutionQueue;
}

/** Takes a run to be written with the next flush. Never waits, never throws. */
export function recordExecution(ended: EndedRun): void {
  const queue = executionQueue();
  if (queue.length < MOST_QUEUED) queue.push(ended);
  else log().error({ execution: ended.id }, "execution queue is full");
}
