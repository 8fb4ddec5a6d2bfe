import { formatDuration } from "@/components/format-duration";
import type { Execution } from "@/lib/contracts/execution";

const UNKNOWN = "Unknown";

export function versionOf({ versionNumber, outcome }: Execution): string {
  if (versionNumber !== null) return `v${versionNumber}`;
  return outcome === "interrupted" ? UNKNOWN : "Draft";
}

export function durationOf({ durationUs }: Execution): string {
  return durationUs === null ? UNKNOWN : formatDuration(durationUs);
}
