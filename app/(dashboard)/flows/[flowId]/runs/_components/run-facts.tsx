import { formatDuration } from "@/components/format";
import { Badge } from "@/components/ui/badge";
import type { Execution, ExecutionTrigger } from "@/lib/contracts/execution/contracts";
import { EXECUTION_OUTCOMES, type ExecutionOutcome } from "@/lib/core/outcome";

/** What started a run, in words. */
export const TRIGGERS: Record<ExecutionTrigger, string> = {
  surface: "Capability call",
  run: "Run endpoint",
  dispatch: "Dispatch",
  editor: "A person",
};

const UNKNOWN = "Unknown";

export function versionOf({ versionNumber, outcome }: Execution): string {
  if (versionNumber !== null) return `v${versionNumber}`;
  return outcome === "interrupted" ? UNKNOWN : "Draft";
}

export function durationOf({ durationUs }: Execution): string {
  return durationUs === null ? UNKNOWN : formatDuration(durationUs);
}

const FACES = {
  succeeded: { label: "Succeeded", variant: "success" },
  failed: { label: "Failed", variant: "destructive" },
  timed_out: { label: "Timed out", variant: "warning" },
  interrupted: { label: "Interrupted", variant: "warning" },
} as const satisfies Record<ExecutionOutcome, { label: string; variant: string }>;

/** Each outcome, as a filter offers it. */
export const OUTCOME_OPTIONS = EXECUTION_OUTCOMES.map((value) => ({
  value,
  label: FACES[value].label,
}));

export function OutcomeBadge({ outcome }: { outcome: ExecutionOutcome }) {
  const { label, variant } = FACES[outcome];
  return <Badge variant={variant}>{label}</Badge>;
}
