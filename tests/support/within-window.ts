import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { WINDOWS, type WindowName } from "@/lib/core/windows";

/** Waits for the next window when this one ends within so many ms, for a test that counts in one. */
export async function awayFromEndOf(window: WindowName, needs: number): Promise<void> {
  const length = WINDOWS[window].seconds * 1_000;
  const left = length - (Date.now() % length);
  if (left < needs) await setTimeout(left + 100);
}

/** Unix seconds at which the running hour, or a window of another length, ends. */
export function endOfWindow(seconds = 3_600): number {
  return (Math.floor(Date.now() / 1_000 / seconds) + 1) * seconds;
}

/** Expects that the seconds an answer said to wait lead to the end of a window (Unix seconds), whenever since `askedAt` it was made. */
export function expectWait(wait: number, end: number, askedAt: number): void {
  expect(wait).toBeGreaterThanOrEqual(Math.floor(end - Date.now() / 1_000));
  expect(wait).toBeLessThanOrEqual(Math.ceil(end - askedAt / 1_000));
}
