import "server-only";
import { StepError } from "@/lib/flows/step-error";

/** The time a run takes and may take; timer and signal exist only once something waits. */
export class RunClock {
  readonly #begin = performance.now();
  readonly #budgetMs: number;
  readonly #caller: AbortSignal | undefined;
  #controller: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #over: StepError | undefined;

  constructor(budgetMs: number, caller: AbortSignal | undefined) {
    this.#budgetMs = budgetMs;
    this.#caller = caller;
  }

  elapsedUs(): number {
    return Math.round((performance.now() - this.#begin) * 1_000);
  }

  /** Why the run has to end; undefined while it may continue. */
  over(): StepError | undefined {
    if (this.#over) return this.#over;
    if (this.#caller?.aborted) this.#onCaller();
    else if (performance.now() - this.#begin > this.#budgetMs) this.#end(outOfTime(this.#budgetMs));
    return this.#over;
  }

  get signal(): AbortSignal {
    return this.#watch().signal;
  }

  /** The result of the work unless the run has to end before. */
  within<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#watch();
    return new Promise((resolve, reject) => {
      const end = () => reject(signal.reason);
      if (signal.aborted) end();
      signal.addEventListener("abort", end, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#onCaller);
  }

  #watch(): AbortController {
    if (this.#controller) return this.#controller;
    const controller = new AbortController();
    this.#controller = controller;
    if (this.over()) controller.abort(this.#over);
    const left = Math.max(0, this.#budgetMs - (performance.now() - this.#begin));
    this.#timer = setTimeout(() => this.#end(outOfTime(this.#budgetMs)), left);
    this.#caller?.addEventListener("abort", this.#onCaller, { once: true });
    return controller;
  }

  readonly #onCaller = () => this.#end(abortedBy(this.#caller?.reason));

  #end(reason: StepError): void {
    this.#over ??= reason;
    this.#controller?.abort(this.#over);
  }
}

function outOfTime(budgetMs: number): StepError {
  return new StepError(`The flow took longer than ${budgetMs / 1_000} s.`, "timeout");
}

function abortedBy(reason: unknown): StepError {
  return reason instanceof StepError ? reason : new StepError("The run was cancelled.");
}
