import "server-only";
import { log } from "@/lib/log";
import type { EndedRun } from "@/lib/usage/ended-run";
import { executionQueue, type QueuedRun } from "@/lib/usage/execution-queue";
import { toExecutionRow } from "@/lib/usage/execution-row";

/** Only while the database does not answer, when nothing new is let in either. */
const MAX_QUEUED = 50_000;

/** UTF-16 units of all that is queued, beyond which the data of runs is left out. */
const MAX_QUEUE_SIZE = 64_000_000;

/**
 * Takes a run to be written with the next flush, without its data when much is waiting. Never
 * waits, never throws.
 */
export function recordExecution(ended: EndedRun): void {
  const queue = executionQueue();
  if (queue.length < MAX_QUEUED) {
    const whole = queued(ended);
    queue.add(queue.size + whole.size <= MAX_QUEUE_SIZE ? whole : queued(ended, "facts"));
  } else log().error({ execution: ended.id }, "execution queue is full");
}

/** A run as it waits to be written. */
export function queued(ended: EndedRun, extent?: "facts"): QueuedRun {
  const row = toExecutionRow(ended, extent);
  return { id: ended.id, row, size: row.reduce((sum, text) => sum + text.length, 0) };
}
