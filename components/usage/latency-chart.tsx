"use client";

import { formatDuration } from "@/components/format-duration";
import { LATENCY_LINES, spellLatency } from "@/components/usage/latency-lines";
import { isAlone, type UsagePoint } from "@/components/usage/series";
import { type Scale, TimeChart } from "@/components/usage/time-chart";
import type { Granularity } from "@/lib/contracts/usage-fields";

type Share = (typeof LATENCY_LINES)[number]["share"];

type LatencyChartProps = { points: readonly UsagePoint[]; granularity: Granularity };

/** Lines of how long answers took; a column without timed answers is a gap. */
export function LatencyChart({ points, granularity }: LatencyChartProps) {
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
