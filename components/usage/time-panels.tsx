"use client";

import { formatCompact, formatCount, formatDuration } from "@/components/format";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import { ChartPanel } from "./chart-panel";
import { groupCounts, isAlone, type UsagePoint, usagePoints } from "./series";
import type { Scale } from "./time-chart";
import { UsageTotals } from "./usage-totals";

/** How much was called and how long it took: in all, and over time. */
export function UsageOverTime({ usage }: { usage: UsageOverview }) {
  const points = usagePoints(usage);
  return (
    <>
      <UsageTotals usage={usage} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <RequestsPanel usage={usage} points={points} />
        <LatencyPanel usage={usage} points={points} />
      </div>
    </>
  );
}

type TimePanelProps = { usage: UsageOverview; points: readonly UsagePoint[] };

/** Requests over time, as bars that are stacked by outcome. */
function RequestsPanel({ usage, points }: TimePanelProps) {
  const { granularity } = usage.range;
  const sums = groupCounts(usage.current.outcomes);
  return (
    <ChartPanel
      title="Requests over time"
      description={`By ${granularity}, stacked by outcome${granularity === "day" ? "; a day is a UTC day" : ""}`}
      usage={usage}
      file="requests"
      points={points}
      peak={Math.max(...points.map(({ requests }) => requests))}
      whole
      format={formatCompact}
      series={OUTCOME_GROUPS.map(({ group, label, dot }) => ({
        label,
        dot,
        of: ({ counts }) => formatCount(counts[group]),
        total: formatCount(sums[group]),
      }))}
      listed={({ requests }) => requests > 0}
      columns={[
        {
          header: "Requests",
          cell: ({ requests }) => formatCount(requests),
          total: formatCount(usage.current.requests),
        },
      ]}
    >
      {(scale) =>
        points.map((point, column) => (
          <Bar key={point.at} counts={point.counts} column={column} scale={scale} />
        ))
      }
    </ChartPanel>
  );
}

type BarProps = { counts: UsagePoint["counts"]; column: number; scale: Scale };

function Bar({ counts, column, scale: { x, y, band } }: BarProps) {
  const width = Math.min(band * 0.88, 10);
  let below = 0;
  return OUTCOME_GROUPS.map(({ group, color }) => {
    const bottom = y(below);
    below += counts[group];
    const height = bottom - y(below);
    if (height === 0) return null;
    const left = x(column) - width / 2;
    return <rect key={group} x={left} y={y(below)} width={width} height={height} fill={color} />;
  });
}

/** How the shares of answers are called and drawn. */
const LATENCY_LINES = [
  { share: "p50", color: "var(--chart-1)", dot: "bg-chart-1" },
  { share: "p95", color: "var(--chart-5)", dot: "bg-chart-5" },
] as const;

type Share = (typeof LATENCY_LINES)[number]["share"];

function spellLatency(duration: number | null): string {
  return duration === null ? "–" : formatDuration(duration);
}

/** How long answers took, as lines: the median and the slowest twentieth. */
function LatencyPanel({ usage, points }: TimePanelProps) {
  return (
    <ChartPanel
      title="Latency"
      description="From the first byte received to the response, within 20%"
      usage={usage}
      file="latency"
      points={points}
      peak={Math.max(...points.map(({ p50, p95 }) => Math.max(p50 ?? 0, p95 ?? 0)))}
      format={(value) => (value === 0 ? "0" : formatDuration(value))}
      series={LATENCY_LINES.map(({ share, dot }) => ({
        label: share,
        dot,
        of: (point) => spellLatency(point[share]),
        total: spellLatency(usage.current[share]),
      }))}
      listed={({ p50 }) => p50 !== null}
    >
      {(scale) =>
        LATENCY_LINES.map(({ share, color }) => (
          <g key={share} fill="none" stroke={color} strokeLinecap="round" strokeLinejoin="round">
            <path d={linePath(points, share, scale)} strokeWidth={2} />
            <path d={dotsPath(points, share, scale)} strokeWidth={6} />
          </g>
        ))
      }
    </ChartPanel>
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
