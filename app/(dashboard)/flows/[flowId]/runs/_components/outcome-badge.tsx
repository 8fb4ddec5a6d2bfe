import { Badge } from "@/components/ui/badge";
import type { ExecutionOutcome } from "@/lib/core/outcome";

const FACES = {
  succeeded: { label: "Succeeded", variant: "success" },
  failed: { label: "Failed", variant: "destructive" },
  timed_out: { label: "Timed out", variant: "warning" },
  interrupted: { label: "Interrupted", variant: "warning" },
} as const satisfies Record<ExecutionOutcome, { label: string; variant: string }>;

export function OutcomeBadge({ outcome }: { outcome: ExecutionOutcome }) {
  const { label, variant } = FACES[outcome];
  return <Badge variant={variant}>{label}</Badge>;
}
