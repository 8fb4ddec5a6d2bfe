import "server-only";
import type { EndedRun } from "./ended-run";
import { type ExecutionRow, toExecutionRow } from "./execution-row";
import { log } from "@/lib/log";

/** A run that waits to be written; its size is in UTF-16 units. */
export type QueuedRun = { id: string; row: ExecutionRow; size: number };

/** Runs in the order in which they ended, and how much they hold together. */
export class ExecutionQueue {
  readonly #runs: QueuedRun[] = [];
  #size = 0;

  get length(): number {
    return this.#runs.length;
  }

  get size(): number {
    return this.#size;
  }

  add(run: QueuedRun): void {
    this.#runs.push(run);
    this.#size += run.size;
  }

  /** Takes the first runs, no more than `max`, until together they have `maxSize`. */
  take(max: number, maxSize: number): QueuedRun[] {
    let count = 0;
    let size = 0;
    while (count < max && size < maxSize) {
      const next = this.#runs[count];
      if (!next) break;
      count += 1;
      size += next.size;
    }
    this.#size -= size;
    return this.#runs.splice(0, count);
  }

  /** Queues runs again that were taken, before the others. */
  putBack(runs: readonly QueuedRun[]): void {
    this.#runs.unshift(...runs);
    for (const { size } of runs) this.#size += size;
  }
}

declare global {
  var runtypeExecutionQueue: ExecutionQueue | undefined;
}

/** Runs that wait to be written: one queue for all bundles of the process. */
export function executionQueue(): ExecutionQueue {
  globalThis.runtypeExecutionQueue ??= new ExecutionQueue();
  return globalThis.runtypeExecutionQueue;
}

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
