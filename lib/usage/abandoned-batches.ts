import "server-only";
import type { JournalEntry } from "@/lib/usage/usage-event";

export type AbandonedBatch = JournalEntry & {
  /** When the journal was first read without finding it, by the process's monotonic clock. */
  missedAt?: number;
};

declare global {
  var runtypeAbandonedBatches: AbandonedBatch[] | undefined;
}

export function abandonedBatches(): AbandonedBatch[] {
  globalThis.runtypeAbandonedBatches ??= [];
  return globalThis.runtypeAbandonedBatches;
}

/** Leaves a batch whose requests nobody will settle, committed or not, to the sweeper. */
export function abandonBatch({ instance, batch }: JournalEntry): void {
  abandonedBatches().push({ instance, batch });
}
