"use client";

import { formatDuration } from "@/components/format";
import { Panel } from "@/components/panel";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import { BucketTime, ChartLegend, TableToggle } from "./chart-parts";
import { CsvButton } from "./csv-button";
import { NumberTable } from "./number-table";
import { isAlone, type UsagePoint, usagePoints } from "./series";
import { type Scale, TimeChart } from "./time-chart";

/** How the shares of answers are called and drawn. */
const LATENCY_LINES = [
  { share: "p95", color: "var(--chart-5)", dot: "bg-chart-5" },
  { share: "p50", color: "var(--chart-1)", dot: "bg-chart-1" },
] as const;

function spellLatency(duration: number | null): string {
  return duration === null ? "–" : formatDuration(duration);
}

/** How long answers took: the median and the slowest twentieth. */
export function LatencyPanel({ usage }: { usage: UsageOverview }) {
  const { current, range } = usage;
  const { granularity } = range;
  const points = usagePoints(usage);

  return (
    <Panel
      title="Latency"
      description="From the first byte received to the response, within 20%"
      action={
        <CsvButton
          what="latency"
          file={({ csvName, latencyFile }) => latencyFile(csvName("latency", usage), points)}
        />
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <ChartLegend
          facts={LATENCY_LINES.map(({ share, dot }) => ({
            label: share,
            dot,
            value: spellLatency(current[share]),
          }))}
        />
        <LatencyChart points={points} granularity={granularity} />
      </div>
      <TableToggle>
        <NumberTable
          caption="Latency"
          rows={points.filter(({ p50 }) => p50 !== null)}
          rowId={({ at }) => at}
          columns={[
            {
              header: "Start",
              cell: ({ at }) => <BucketTime at={at} granularity={granularity} />,
            },
            { header: "p50", cell: ({ p50 }) => spellLatency(p50) },
            { header: "p95", cell: ({ p95 }) => spellLatency(p95) },
          ]}
          footer={["Whole range", spellLatency(current.p50), spellLatency(current.p95)]}
        />
      </TableToggle>
    </Panel>
  );
}

type Share = (typeof LATENCY_LINES)[number]["share"];

type LatencyChartProps = { points: readonly UsagePoint[]; granularity: Granularity };

/** Lines of how long answers took; a column without timed answers is a gap. */
function LatencyChart({ points, granularity }: LatencyChartProps) {
  return (
    <TimeChart
      label="Latency"
      points={points}
      granularity={granularity}
      peak={Math.max(...points.map(({ p50, p95 }) => Math.max(p50 ?? 0, p95 ?? 0)))}
      format={(value) => (value === 0 ? "0" : formatDuration(value))}
      factsOf={(point) =>
        LATENCY_LINES.map(({ share, dot }) => ({
          label: share,
          dot,
          value: spellLatency(point[share]),
        }))
      }
    >
      {(scale) =>
        LATENCY_LINES.map(({ share, color }) => (
          <g key={share} fill="none" stroke={color} strokeLinecap="round" strokeLinejoin="round">
            <path d={linePath(points, share, scale)} strokeWidth={2} />
            <path d={dotsPath(points, share, scale)} strokeWidth={6} />
          </g>
        ))
      }
    </TimeChart>
  );
}

/** From each timed point to the next one; where none is timed there is a gap. */
function linePath(points: readonly UsagePoint[], share: Share, { x, y }: Scale): string {
  const parts = points.map((point, column) => {
    const value = point[share];
    if (value === null) return "";
    const isStart = (points[column - 1]?.[share] ?? null) === null;
    return `${isStart ? "M" : "L"}${x(column)} ${y(value)}`;
  });
  return parts.join("");
}

/** The points that no line leads to. */
function dotsPath(points: readonly UsagePoint[], share: Share, { x, y }: Scale): string {
  const parts = points.map((point, column) => {
    const value = point[share];
    return value === null || !isAlone(points, column) ? "" : `M${x(column)} ${y(value)}h0`;
  });
  return parts.join("");
}
