import "server-only";
import { availableParallelism } from "node:os";
import { FairQueue, type WorkOwner } from "@/lib/core/fair-queue";
import { Sandbox } from "@/lib/flows/sandbox/sandbox";
import { StepError } from "@/lib/flows/step-error";

export type Job = {
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
