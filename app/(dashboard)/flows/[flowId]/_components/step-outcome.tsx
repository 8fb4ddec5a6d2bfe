import { formatDuration } from "@/components/format-duration";
import { Badge } from "@/components/ui/badge";
import type { StepRun } from "@/lib/contracts/flow-run";

const FACES = {
  succeeded: { label: "Succeeded", variant: "success" },
  failed: { label: "Failed", variant: "destructive" },
  continued: { label: "Failed, went on", variant: "warning" },
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
