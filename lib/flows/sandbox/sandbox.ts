import "server-only";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { FairQueue, type WorkOwner } from "@/lib/core/fair-queue";
import { StepError } from "@/lib/flows/step-error";
import { log } from "@/lib/log";

type Job = {
  script: string;
  /** JSON objects. */
  input: string;
  hiding: string;
  /** The names in `input`. */
  names: string[];
  ms: number;
  megabytes: number;
};

export type Answer =
  | { json: string }
  | { failure: "time" | "memory" | "size" | "broken" }
  | { failure: "thrown"; message: string; line?: number };

/** So that one organization never has all of them, there are at least two. */
const MAX_SANDBOXES = Math.max(2, Math.min(4, availableParallelism()));

/** A few sandboxes, started when they are first needed and kept warm. */
export class SandboxPool {
  readonly #idle: Sandbox[] = [];
  readonly #queue = new FairQueue(
    {
      running: { total: MAX_SANDBOXES, group: MAX_SANDBOXES - 1 },
      waiting: { total: 1_000, group: 100, member: 50 },
    },
    () => new StepError("Too many scripts are waiting to run. Try again.", "busy"),
  );

  /** Throws {@link StepError} when too many scripts of the owner wait already. */
  assertRoom(owner: WorkOwner): void {
    this.#queue.assertRoom(owner);
  }

  /**
   * Rejects with the signal's reason when it is aborted, while waiting or running, and with
   * {@link StepError} when too many scripts of the owner wait already.
   */
  run(job: Job, owner: WorkOwner, signal: AbortSignal): Promise<Answer> {
    const work = async () => {
      const sandbox = this.#idle.pop() ?? new Sandbox();
      try {
        return await sandbox.run(job, signal);
      } finally {
        this.#idle.push(sandbox);
      }
    };
    return this.#queue.run(owner, work, signal);
  }
}

/** What a script that does not heed its deadline gets before its thread is ended: see worker.mjs. */
const GRACE_MS = 250;
const MAX_WALL_MS_PER_CPU_MS = 3;
const START_MS = 10_000;

/** Whether the thread must not be used again. */
const spent = z.boolean().optional();

const answerOfWorker = z.union([
  z.object({ json: z.string(), spent }),
  z.object({ failure: z.enum(["time", "memory", "size"]), spent }),
  z.object({
    failure: z.literal("thrown"),
    message: z.string(),
    line: z.number().optional(),
    spent,
  }),
]);

/** What is heard of a thread instead of an answer. */
const LATE = "late";
const GONE = "gone";

/** A thread that runs one script at a time; it is replaced when a script has worn it out. */
export class Sandbox {
  #worker: Worker | undefined;

  async run(job: Job, signal: AbortSignal): Promise<Answer> {
    const worker = await this.#ready(job.megabytes, signal);
    if (!worker) return { failure: "broken" };
    const heard = await this.#ask(worker, job, job.ms * MAX_WALL_MS_PER_CPU_MS + GRACE_MS, signal);
    if (heard === LATE) return { failure: "time" };
    const answer = answerOfWorker.safeParse(heard).data;
    if (!answer || answer.spent) this.#end();
    return answer ?? { failure: "broken" };
  }

  /** A thread that has said it is ready; undefined when none can be started. */
  async #ready(megabytes: number, signal: AbortSignal): Promise<Worker | undefined> {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
      env: {},
      execArgv: [],
      workerData: { megabytes },
    });
    worker.unref();
    worker.once("error", (error) => log().error({ error }, "a sandbox ended"));
    worker.once("exit", () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    this.#worker = worker;
    return (await this.#ask(worker, undefined, START_MS, signal)) === "ready" ? worker : undefined;
  }

  /** The next message of the thread; `late` or `gone`, and the end of it, when none comes in time. */
  #ask(worker: Worker, job: Job | undefined, ms: number, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
        worker.off("message", answer).off("exit", gone);
        worker.unref();
        act();
      };
      const answer = (message: unknown) => settle(() => resolve(message));
      const over = (how: string) =>
        settle(() => {
          this.#end();
          resolve(how);
        });
      const gone = () => over(GONE);
      const abort = () =>
        settle(() => {
          this.#end();
          reject(signal.reason);
        });
      const timer = setTimeout(() => over(LATE), ms);
      worker.ref();
      worker.on("message", answer).once("exit", gone);
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      else if (job) worker.postMessage(job);
    });
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }
}
