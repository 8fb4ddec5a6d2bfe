import "server-only";
import type { Outcome } from "@/lib/core/outcome";
import type { JournaledRequest, KeyReference, Taken, Ticket } from "@/lib/journal/journal-entry";
import { log } from "@/lib/log";

/** One decision on a key, after its answer is known; it settles its part of the journal entry. */
export type UsageEvent = Ticket &
  KeyReference &
  Omit<Taken, "failureBilled"> &
  Omit<JournaledRequest, "run"> & {
    outcome: Outcome;
    status: number | null;
    /** Microseconds from the first byte read to the answer. */
    durationUs: number | null;
    /** The capability that was called; null when the request reached none. */
    capabilityId: string | null;
    /** Among all requests that the windows of the key were ever asked about; null when they were not. */
    place: number | null;
    /** Separated by spaces, beside the one that the endpoint always needs; null for none. */
    askedPermissions: string | null;
    /** What the customer owes for it, in millionths of the currency. */
    price: number;
    /** What it cost the organization, in millionths of the currency. */
    cost: number;
    /** Whether its customer is billed for it. */
    billable: boolean;
  };

/** Beyond this an event keeps its journal entry and is recorded as `interrupted` later. */
const MAX_QUEUED = 1_000_000;

declare global {
  var runtypeUsageQueue: UsageEvent[] | undefined;
}

/** Events that wait to be written: one queue for all bundles of the process. */
export function usageQueue(): UsageEvent[] {
  globalThis.runtypeUsageQueue ??= [];
  return globalThis.runtypeUsageQueue;
}

/** Takes an event to be written with the next flush. Never waits, never throws. */
export function recordUsage(event: UsageEvent): void {
  const queue = usageQueue();
  if (queue.length < MAX_QUEUED) queue.push(event);
  else log().error({ requestId: event.requestId }, "usage queue is full");
}
