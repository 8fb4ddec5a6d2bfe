import "server-only";
import type { FlowStep, StepType } from "@/lib/contracts/flow-steps/flow-step";
import type { WorkOwner } from "@/lib/core/fair-queue";
import type { Render } from "@/lib/flows/compile-template";
import type { RecordStore } from "@/lib/flows/record-store";
import type { Scope } from "@/lib/flows/scope";
import type { RunSecrets } from "@/lib/flows/secrets/run-secrets";

/** What a step can use while it runs. */
export type StepContext = {
  readonly scope: Scope;
  readonly records: RecordStore;
  readonly secrets: RunSecrets;
  /** Whose run it is, for what is shared fairly. */
  readonly owner: WorkOwner;
  /** Aborted when the flow has run out of time or was called off. */
  readonly signal: AbortSignal;
  /** Runs one list of steps and skips the other. */
  branch: (taken: readonly CompiledStep[], other: readonly CompiledStep[]) => Promise<void>;
};

/** Does the work of a step: its output, or a promise of it; throws StepError. */
export type Work = (context: StepContext) => unknown;

export type CompiledStep = {
  /** Place in the timeline: steps in running order, those of branches among them. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly type: StepType;
  readonly enabled: boolean;
  readonly when: Render<boolean> | undefined;
  readonly outputVariable: string | undefined;
  /** Of each time it runs, in millionths of the organization's currency. */
  readonly cost: number;
  /** The output when the step failed and the flow continues; undefined when a failure ends it. */
  readonly fallback: { readonly value: unknown } | undefined;
  readonly work: Work;
  /** Whether its work can change something, here or elsewhere. */
  readonly hasEffect: boolean;
  /** Steps inside this one. */
  readonly inner: readonly CompiledStep[];
};

export type CompileSteps = (steps: readonly FlowStep[]) => CompiledStep[];

type Configs = { [S in FlowStep as S["type"]]: S["config"] };

export type StepConfig<T extends StepType> = Configs[T];
