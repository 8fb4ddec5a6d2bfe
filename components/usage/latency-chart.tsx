"use client";

import { type DotItemDotProps, Line } from "recharts";
import { formatDuration } from "@/components/format-duration";
import { LATENCY_LINES, spellLatency } from "@/components/usage/latency-lines";
import { isAlone, type UsagePoint } from "@/components/usage/series";
import { TimeChart } from "@/components/usage/time-chart";
import type { Granularity } from "@/lib/contracts/usage-fields";

type LatencyChartProps = { points: readonly UsagePoint[]; granularity: Granularity };

/** Lines of how long answers took; a column without timed answers is a gap. */
export function LatencyChart({ points, granularity }: LatencyChartProps) {
  return (
    <TimeChart
      label="Latency"
      points={points}
      granularity={granularity}
      format={(value) => (value === 0 ? "0" : formatDuration(value))}
      factsOf={(point) =>
        LATENCY_LINES.map(({ share, dot }) => ({
          label: share,
          dot,
          value: spellLatency(point[share]),
        }))
      }
    >
      {LATENCY_LINES.map(({ share, color }) => (
        <Line
          key={share}
          dataKey={share}
          stroke={color}
          strokeWidth={2}
          isAnimationActive={false}
          dot={({ index, cx, cy }: DotItemDotProps) =>
            isAlone(points, index) ? (
              <circle key={index} cx={cx} cy={cy} r={3} fill={color} />
            ) : null
          }
        />
      ))}
    </TimeChart>
  );
}
