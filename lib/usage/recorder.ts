import "server-only";
import type { UsageEvent } from "@/lib/usage/usage-event";

declare global {
  var runtypeUsageQueue: UsageEvent[] | undefined;
}

/** Takes an event to be written with the next flush. Never waits, never throws. */
export function recordUsage(event: UsageEvent): void {
  globalThis.runtypeUsageQueue ??= [];
  globalThis.runtypeUsageQueue.push(event);
}
