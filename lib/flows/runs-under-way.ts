import "server-only";
import { setMaxListeners } from "node:events";
import { StepError } from "@/lib/flows/step-error";

/** The runs of this process, which a stop waits for and ends when they take too long. */
class RunsUnderWay {
  readonly #stopping = new AbortController();
  readonly #waiting: (() => void)[] = [];
  #count = 0;

  constructor() {
    setMaxListeners(0, this.#stopping.signal);
  }

  /** Counts the work as a run until it is done; the signal is aborted when it has to end. */
  async during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work(this.#stopping.signal);
    } finally {
      this.#count -= 1;
      if (this.#count === 0) for (const done of this.#waiting.splice(0)) done();
    }
  }

  /** Ends the runs under way, and every later one as it begins. */
  stop(): void {
    this.#stopping.abort(new StepError("The server was stopping.", "stopped"));
  }

  /** Resolves when no run is under way. */
  async ended(): Promise<void> {
    if (this.#count > 0) await new Promise<void>((done) => this.#waiting.push(done));
  }
}

declare global {
  var runtypeRuns: RunsUnderWay | undefined;
}

/** One for all bundles of the process. */
export function runsUnderWay(): RunsUnderWay {
  globalThis.runtypeRuns ??= new RunsUnderWay();
  return globalThis.runtypeRuns;
}
