import { CodeSnippet } from "@/components/code-snippet";
import { formatDuration } from "@/components/format";
import { Badge } from "@/components/ui/badge";
import type { StepRun } from "@/lib/contracts/flow/run";

const FACES = {
  succeeded: { label: "Succeeded", variant: "success" },
  failed: { label: "Failed", variant: "destructive" },
  continued: { label: "Failed, continued", variant: "warning" },
  skipped: { label: "Skipped", variant: "muted" },
  not_reached: { label: "Not reached", variant: "muted" },
} as const satisfies Record<StepRun["status"], { label: string; variant: string }>;

type StepOutcomeProps = {
  run: StepRun | undefined;
  /** Whether the step may have been edited since. */
  isOutdated?: boolean;
};

/** How a step ended in a run, and in what time. */
export function StepOutcome({ run, isOutdated = false }: StepOutcomeProps) {
  if (!run) return null;
  const { label, variant } = FACES[run.status];
  const ran = run.status !== "skipped" && run.status !== "not_reached";
  return (
    <Badge variant={isOutdated ? "muted" : variant} className="tabular-nums">
      {label}
      {ran ? ` · ${formatDuration(run.durationUs)}` : null}
    </Badge>
  );
}

/** What a step gave or why it failed. */
export function StepResult({ run }: { run: StepRun | undefined }) {
  if (!run) return null;
  return (
    <div className="grid gap-2 empty:hidden">
      {run.error === undefined ? null : (
        <p role="status" className="text-sm wrap-anywhere text-destructive">
          {run.error}
        </p>
      )}
      {run.output === undefined ? null : (
        <CodeSnippet label="Output of the last run" code={shownValue(run.output)} />
      )}
    </div>
  );
}

/** A value as a person reads it: a text as it stands, all else as JSON. */
export function shownValue(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "nothing");
}

/** The place of a step among those of its run: names may be the same. */
export function StepNumber({ index }: { index: number }) {
  return <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{index + 1}.</span>;
}
