import "server-only";
import { log } from "@/lib/log";

export type Repetition = {
  /** Resolves when a run under way has ended; none follows. */
  stop: () => Promise<void>;
};

const MIN_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;

/**
 * Runs now and then again, `pause` milliseconds after each end; it may depend on how long that took.
 * A failure is logged when it begins, and tried again within a minute. Keeps no process alive.
 */
export function repeat(
  work: string,
  run: () => Promise<unknown>,
  pause: number | ((took: number) => number),
): Repetition {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failure: string | undefined;

  async function once(): Promise<void> {
    const startedAt = performance.now();
    try {
      await run();
      if (failure !== undefined) log().info({ work }, "background work recovered");
      failure = undefined;
    } catch (error) {
      const message = String(error);
      if (message !== failure) log().error({ work, error }, "background work failed");
      failure = message;
    }
    if (stopped) return;
    const took = performance.now() - startedAt;
    const wait = typeof pause === "number" ? pause : pause(took);
    timer = setTimeout(turn, failure === undefined ? wait : afterFailure(wait)).unref();
  }

  function turn(): void {
    current = once();
  }

  let current = once();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

function afterFailure(wait: number): number {
  return Math.min(Math.max(wait, MIN_BACKOFF_MS), MAX_BACKOFF_MS);
}
