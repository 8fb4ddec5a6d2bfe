import "server-only";
import { log } from "@/lib/log";
import type { UsageEvent } from "@/lib/usage/usage-event";

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
