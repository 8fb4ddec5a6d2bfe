import { StepNumber } from "@/app/(dashboard)/flows/[flowId]/_components/step-number";
import { StepOutcome } from "@/app/(dashboard)/flows/[flowId]/_components/step-outcome";
import { StepResult } from "@/app/(dashboard)/flows/[flowId]/_components/step-result";
import { cn } from "@/components/cn";
import type { StepRun } from "@/lib/contracts/flow-run";

type StepTimelineProps = { steps: readonly StepRun[]; durationUs: number };

const BARS = {
  succeeded: "bg-success-fill",
  failed: "bg-destructive-fill",
  continued: "bg-warning-fill",
  skipped: "bg-transparent",
  not_reached: "bg-transparent",
} as const satisfies Record<StepRun["status"], string>;

const MIN_WIDTH_PERCENT = 0.5;

/** The steps of a run as bars on one scale of time; open one for what it gave. */
export function StepTimeline({ steps, durationUs }: StepTimelineProps) {
  const whole = Math.max(durationUs, 1);
  return (
    <ol className="-mx-4 -mb-4 divide-y border-t">
      {steps.map((step, index) => (
        <li key={step.id} className="grid gap-2 px-4 py-2.5">
          <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
            <span className="min-w-0 text-sm font-medium wrap-anywhere">
              <StepNumber index={index} /> {step.name}{" "}
              <span className="font-normal text-muted-foreground">{step.type}</span>
            </span>
            <StepOutcome run={step} />
          </div>
          <div aria-hidden className="h-1.5 rounded-full bg-muted">
            <div
              className={cn("h-full rounded-full", BARS[step.status])}
              style={{
                marginLeft: `${Math.min(99, (100 * step.startedUs) / whole)}%`,
                width: `${Math.min(100, Math.max(MIN_WIDTH_PERCENT, (100 * step.durationUs) / whole))}%`,
              }}
            />
          </div>
          {step.output === undefined && step.error === undefined ? null : (
            <details className="text-sm" open={step.error !== undefined}>
              <summary className="w-fit rounded text-muted-foreground hover:text-foreground">
                What it gave
              </summary>
              <div className="pt-2">
                <StepResult run={step} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
