import { formatCompact, formatCount } from "@/components/format";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsageSummary } from "@/lib/contracts/analytics/overview";
import { type GroupCounts, usagePoints } from "./series";
import { TimeChart } from "./time-chart";
import { ChartLegend, RequestBar } from "./time-panels";

type DayChartProps = {
  label: string;
  from: string;
  to: string;
  /** Those without requests are left out. */
  days: readonly (Pick<UsageSummary, "requests" | "outcomes"> & { at: string })[];
};

/** Requests by UTC day, as bars that are stacked by outcome. */
export function DayChart({ label, from, to, days }: DayChartProps) {
  const points = usagePoints({
    range: { from, to, granularity: "day" },
    buckets: days.map((day) => ({ ...day, p50: null, p95: null })),
  });
  const total = (group: keyof GroupCounts) =>
    formatCount(points.reduce((sum, { counts }) => sum + counts[group], 0));
  const series = OUTCOME_GROUPS.map((each) => ({
    label: each.label,
    dot: each.dot,
    of: ({ counts }: { counts: GroupCounts }) => formatCount(counts[each.group]),
    total: total(each.group),
  }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <ChartLegend series={series} />
      <TimeChart
        label={label}
        granularity="day"
        points={points}
        peak={Math.max(...points.map(({ requests }) => requests))}
        whole
        format={formatCompact}
        series={series}
      >
        {(scale) =>
          points.map((point, column) => (
            <RequestBar key={point.at} counts={point.counts} column={column} scale={scale} />
          ))
        }
      </TimeChart>
    </div>
  );
}
