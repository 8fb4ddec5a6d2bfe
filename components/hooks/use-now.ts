import { useSyncExternalStore } from "react";

/** Milliseconds by which the server's clock is ahead of this one. */
let ahead = 0;

/** Learns the server's time from an answer that has just come. */
export function noteServerTime(serverNow: number, hereNow = Date.now()): void {
  ahead = serverNow - hereNow;
}

/** Milliseconds by the clock of the server, which is what it gives times by. */
export function serverNow(): number {
  return Date.now() + ahead;
}

const TICK_MS = 15_000;
const listeners = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  now = serverNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
      now = 0;
    }
  };
}

function snapshot(): number | null {
  if (now === 0) now = serverNow();
  return now;
}

let isLoaded = false;

/** Sets the clock by the moment at which the server rendered this page, at first or to refresh it. */
export function setClock(renderedAt: number): void {
  const [page] = performance.getEntriesByType("navigation");
  const answered = page instanceof PerformanceNavigationTiming ? page.responseStart : 0;
  // Scripts may run long after the first answer has come; a refresh is shown as it comes.
  noteServerTime(renderedAt, isLoaded ? Date.now() : performance.timeOrigin + answered);
  isLoaded = true;
  tick();
}

/** Milliseconds by the server's clock, refreshed every 15 seconds; null on the server and while hydrating. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, snapshot, () => null);
}
