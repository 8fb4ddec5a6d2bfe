import "server-only";
import type { FlowRun, StepRun } from "@/lib/contracts/flow/run";
import type { WorkOwner } from "@/lib/core/fair-queue";
import { env } from "@/lib/env";
import { MAX_OUTPUT_LENGTH, measure, TextBudget } from "@/lib/flows/budgets";
import type { CompiledFlow } from "@/lib/flows/compile-flow";
import type { CompiledStep, StepContext } from "@/lib/flows/executor";
import type { RecordStore } from "@/lib/flows/record-store";
import { RunClock } from "@/lib/flows/run-clock";
import { assertRoomForScript } from "@/lib/flows/sandbox/run-script";
import type { Scope } from "@/lib/flows/scope";
import type { RunSecrets } from "@/lib/flows/secrets/run-secrets";
import { StepError, stepFailure } from "@/lib/flows/step-error";

/** One run of a flow. Work that is not a promise costs no turn of the event loop. */
class Run implements StepContext {
  readonly scope: Scope;
  readonly records: RecordStore;
  readonly secrets: RunSecrets;
  readonly owner: WorkOwner;
  readonly #timeline: StepRun[];
  readonly #variables = new Map<string, unknown>();
  readonly #clock: RunClock;
  /** Until it was awaited. */
  #begin: (() => Promise<void>) | undefined;
  #output: unknown = null;
  #budget = MAX_OUTPUT_LENGTH;
  #failure: FlowRun["failure"];

  constructor(
    timeline: readonly CompiledStep[],
    { budgetMs = env().RUNTYPE_FLOW_MS, ...options }: FlowOptions,
  ) {
    this.scope = { input: options.input, variables: this.#variables, texts: new TextBudget() };
    this.records = options.records;
    this.secrets = options.secrets;
    this.owner = options.owner;
    this.#begin = options.begin;
    this.#clock = new RunClock(budgetMs, options.signal);
    this.#timeline = timeline.map(({ id, name, type }) => ({
      id,
      name,
      type,
      status: "not_reached",
      startedUs: 0,
      durationUs: 0,
    }));
  }

  get signal(): AbortSignal {
    return this.#clock.signal;
  }

  /** Runs the list until a step fails; a promise only when there is something to wait for. */
  steps(list: readonly CompiledStep[], from = 0): Promise<void> | undefined {
    for (let at = from; at < list.length && !this.#failure; at += 1) {
      const step = list[at];
      const pending = step && this.#runStep(step);
      if (pending) return pending.then(() => this.steps(list, at + 1));
    }
    return undefined;
  }

  /** Ends the run before it does anything when one of the steps could not do its work now. */
  assertRoom(list: readonly CompiledStep[]): void {
    const script = list.find(
      ({ type, enabled, when }) => type === "transform-data" && enabled && !when,
    );
    if (!script) return;
    try {
      assertRoomForScript(this.owner);
    } catch (error) {
      this.#fail(script, this.#entry(script), error);
    }
  }

  readonly branch = async (taken: readonly CompiledStep[], other: readonly CompiledStep[]) => {
    for (const step of other) this.#skip(step);
    await this.steps(taken);
    if (this.#failure) throw new BranchFailed();
  };

  finish(): FlowRun {
    this.#clock.stop();
    const failure = this.#failure;
    const mask = this.secrets.mask();
    return {
      outcome: !failure ? "succeeded" : failure.reason === "timeout" ? "timed_out" : "failed",
      steps: this.#timeline.map(({ output, error, ...entry }) => ({
        ...entry,
        ...(output !== undefined && { output: mask.value(output) }),
        ...(error !== undefined && { error: mask.text(error) }),
      })),
      output: mask.value(this.#output),
      outputs: Object.fromEntries(
        [...this.#variables].map(([name, value]) => [name, mask.value(value)]),
      ),
      ...(failure && { failure: { ...failure, message: mask.text(failure.message) } }),
      durationUs: this.#clock.elapsedUs(),
    };
  }

  #runStep(step: CompiledStep): Promise<void> | undefined {
    const entry = this.#entry(step);
    entry.startedUs = this.#clock.elapsedUs();
    try {
      if (!step.enabled || (step.when && !step.when(this.scope))) {
        this.#skip(step);
        return undefined;
      }
      const over = this.#clock.over();
      if (over) throw over;
      const begin = step.hasEffect ? this.#begin : undefined;
      const result = begin ? this.#workAfter(begin, step) : step.work(this);
      if (result instanceof Promise) return this.#settle(step, entry, result);
      this.#succeed(step, entry, result);
    } catch (error) {
      this.#fail(step, entry, error);
    }
    return undefined;
  }

  async #workAfter(begin: () => Promise<void>, step: CompiledStep): Promise<unknown> {
    await begin().catch((error: unknown) => {
      // Nothing was done yet, and no fallback may stand for what can simply be tried again.
      throw new StepError(stepFailure(error, step.type).message, "busy");
    });
    this.#begin = undefined;
    const over = this.#clock.over();
    if (over) throw over;
    return step.work(this);
  }

  async #settle(step: CompiledStep, entry: StepRun, work: Promise<unknown>): Promise<void> {
    try {
      this.#succeed(step, entry, await this.#clock.within(work));
    } catch (error) {
      this.#fail(step, entry, error);
    }
  }

  #succeed(step: CompiledStep, entry: StepRun, result: unknown): void {
    entry.output = result ?? null;
    this.#give(step, entry.output);
    entry.status = "succeeded";
    entry.durationUs = this.#clock.elapsedUs() - entry.startedUs;
  }

  #give(step: CompiledStep, output: unknown): void {
    if (step.type === "conditional") return;
    this.#budget -= measure(output, this.#budget);
    if (this.#budget < 0) throw new StepError("The outputs of the flow are over 5 MB together.");
    this.#keep(step, output);
  }

  #keep({ outputVariable }: CompiledStep, output: unknown): void {
    this.#output = output;
    if (outputVariable !== undefined) this.#variables.set(outputVariable, output);
  }

  #fail(step: CompiledStep, entry: StepRun, error: unknown): void {
    entry.durationUs = this.#clock.elapsedUs() - entry.startedUs;
    delete entry.output;
    const over = this.#clock.over();
    const { message, reason } = over ?? this.#failureInside(error) ?? stepFailure(error, step.type);
    entry.error = message;
    // A fallback stands for what the step could not do, not for what it was not let do.
    if (step.fallback && !over && reason !== "busy") {
      this.#failure = undefined;
      entry.status = "continued";
      if (step.type === "conditional") return;
      entry.output = step.fallback.value;
      this.#keep(step, entry.output);
      return;
    }
    entry.status = "failed";
    this.#failure ??= { stepId: step.id, stepName: step.name, message, reason };
  }

  #failureInside(error: unknown) {
    const inside = error instanceof BranchFailed ? this.#failure : undefined;
    return inside && { message: `${inside.stepName} failed.`, reason: inside.reason };
  }

  #skip(step: CompiledStep): void {
    const entry = this.#entry(step);
    entry.status = "skipped";
    entry.startedUs = this.#clock.elapsedUs();
    for (const inner of step.inner) this.#skip(inner);
  }

  #entry({ index }: CompiledStep): StepRun {
    const entry = this.#timeline[index];
    if (!entry) throw new Error(`A step of another flow: ${index}`);
    return entry;
  }
}

/** Says that a step inside failed; what failed is already told. */
class BranchFailed extends Error {}

export type FlowOptions = {
  input: Record<string, unknown>;
  records: RecordStore;
  secrets: RunSecrets;
  owner: WorkOwner;
  signal?: AbortSignal;
  /** Awaited before the first step that can have an effect, which is not run when it rejects. */
  begin?: (() => Promise<void>) | undefined;
  /** Milliseconds the whole flow may take; RUNTYPE_FLOW_MS when silent. */
  budgetMs?: number;
};

/** Runs the steps in order; what goes wrong in a step is told in the answer, never thrown. */
export async function runFlow(flow: CompiledFlow, options: FlowOptions): Promise<FlowRun> {
  const run = new Run(flow.timeline, options);
  run.assertRoom(flow.steps);
  const pending = run.steps(flow.steps);
  if (pending) await pending;
  return run.finish();
}
