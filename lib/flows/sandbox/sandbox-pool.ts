import "server-only";
import { availableParallelism } from "node:os";
import { Sandbox } from "@/lib/flows/sandbox/sandbox";

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

const MOST = Math.min(4, availableParallelism());

/** A few sandboxes, started when they are first needed and kept warm. */
export class SandboxPool {
  readonly #idle: Sandbox[] = [];
  readonly #waiting: ((sandbox: Sandbox) => void)[] = [];
  #count = 0;

  /** Rejects with the signal's reason when it is aborted, while waiting or running. */
  async run(job: Job, signal: AbortSignal): Promise<Answer> {
    const sandbox = await this.#take(signal);
    try {
      return await sandbox.run(job, signal);
    } finally {
      this.#give(sandbox);
    }
  }

  #take(signal: AbortSignal): Promise<Sandbox> {
    signal.throwIfAborted();
    const idle = this.#idle.pop();
    if (idle) return Promise.resolve(idle);
    if (this.#count < MOST) {
      this.#count += 1;
      return Promise.resolve(new Sandbox());
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = (sandbox: Sandbox) => {
        signal.removeEventListener("abort", leave);
        resolve(sandbox);
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(enter);
    });
  }

  #give(sandbox: Sandbox): void {
    const next = this.#waiting.shift();
    if (next) next(sandbox);
    else this.#idle.push(sandbox);
  }
}
