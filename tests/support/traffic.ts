import { Agent } from "node:http";
import { ask, type Question, type Reply } from "./ask";

export type Answered = Reply & { question: Question; startedAt: number; endedAt: number };

export type Traffic = {
  /** Requests that were answered, in the order of their answers. */
  answered: Answered[];
  /** When each request that got no answer was begun. */
  unanswered: number[];
  /** Waits until so many more requests are answered. */
  more: (count: number) => Promise<void>;
  /** Lets what is under way end and begins nothing more. */
  stop: () => Promise<void>;
};

const PAUSE_AFTER_FAILURE = 20;

/** Asks `next()` over and over, so many at once, until it is stopped. */
export function startTraffic(atOnce: number, next: () => { port: number } & Question): Traffic {
  const answered: Answered[] = [];
  const unanswered: number[] = [];
  const agent = new Agent({ keepAlive: true });
  let stopped = false;
  const callOn = async () => {
    while (!stopped) {
      const { port, ...question } = next();
      const startedAt = performance.now();
      try {
        const reply = await ask({ port }, { ...question, agent });
        answered.push({ ...reply, question, startedAt, endedAt: performance.now() });
      } catch {
        unanswered.push(startedAt);
        await pause(PAUSE_AFTER_FAILURE);
      }
    }
  };
  const callers = Array.from({ length: atOnce }, callOn);
  return {
    answered,
    unanswered,
    more: async (count) => {
      const enough = answered.length + count;
      while (answered.length < enough) await pause(5);
    },
    stop: async () => {
      stopped = true;
      await Promise.all(callers);
      agent.destroy();
    },
  };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Repeats until the answer is not undefined; the runner's own limit ends a vain wait. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
}
