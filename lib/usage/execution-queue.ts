import "server-only";
import type { ExecutionRow } from "@/lib/usage/execution-row";

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

  /** Takes the first runs, no more than so many, until they are so large together. */
  take(most: number, largest: number): QueuedRun[] {
    let count = 0;
    let size = 0;
    while (count < most && size < largest) {
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
