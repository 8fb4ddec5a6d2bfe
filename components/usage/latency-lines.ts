import { formatDuration } from "@/components/format-duration";

/** How the shares of answers are called and drawn. */
export const LATENCY_LINES = [
  { share: "p95", color: "var(--chart-5)", dot: "bg-chart-5" },
  { share: "p50", color: "var(--chart-1)", dot: "bg-chart-1" },
] as const;

export function spellLatency(duration: number | null): string {
  return duration === null ? "–" : formatDuration(duration);
}
