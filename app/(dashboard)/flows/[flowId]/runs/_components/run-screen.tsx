import {
  StepNumber,
  StepOutcome,
  StepResult,
  shownValue,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-result";
import { cn } from "@/components/cn";
import { CodeSnippet } from "@/components/code-snippet";
import { FactList } from "@/components/fact-list";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import type { ExecutionDetail } from "@/lib/contracts/execution/contracts";
import type { StepRun } from "@/lib/contracts/flow/run";
import { durationOf, OutcomeBadge, TRIGGERS, versionOf } from "./run-facts";

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
function StepTimeline({ steps, durationUs }: StepTimelineProps) {
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
                Output
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

export function RunScreen({ run }: { run: ExecutionDetail }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="grid min-w-0 gap-4">
        <Panel title="Timeline" description="When each step started and finished">
          {run.error ? (
            <p className="mb-3 text-sm wrap-anywhere text-destructive">
              {run.error.stepName}: {run.error.message ?? "Failed"}
            </p>
          ) : null}
          {run.durationUs === null ? (
            <p className="text-sm text-muted-foreground">
              The server stopped before this run was recorded, so its outcome is unknown.
            </p>
          ) : (
            <StepTimeline steps={run.steps} durationUs={run.durationUs} />
          )}
        </Panel>
        <Kept title="Input" value={run.input} isHidden={run.dataHidden} />
        <Kept title="Output" value={run.output} isHidden={run.dataHidden} />
      </div>
      <Panel title="Details">
        <FactList facts={factsOf(run)} />
      </Panel>
    </div>
  );
}

type KeptProps = { title: string; value: unknown; isHidden: boolean };

function Kept({ title, value, isHidden }: KeptProps) {
  return (
    <Panel title={title}>
      {value === undefined ? (
        <p className="text-sm text-muted-foreground">
          {isHidden
            ? "Hidden. Only people who can read records can see the data of runs."
            : "Not stored. The operator of this server decides what is stored of a run."}
        </p>
      ) : (
        <CodeSnippet label={title} code={shownValue(value)} />
      )}
    </Panel>
  );
}

function factsOf(run: ExecutionDetail) {
  return [
    { label: "Outcome", value: <OutcomeBadge outcome={run.outcome} /> },
    { label: "Duration", value: durationOf(run) },
    { label: "Started", value: <RelativeTime at={run.startedAt} /> },
    { label: "Environment", value: <EnvironmentBadge environment={run.environment} /> },
    { label: "Version", value: versionOf(run) },
    { label: "Started by", value: TRIGGERS[run.trigger] },
    { label: "Capability", value: run.capabilityName ?? "None" },
    { label: "Key", value: run.keyName === null ? "None" : run.keyName || "Unnamed key" },
    { label: "Request id", value: <code className="font-mono text-xs">{run.requestId}</code> },
    { label: "Run id", value: <code className="font-mono text-xs">{run.id}</code> },
  ];
}
