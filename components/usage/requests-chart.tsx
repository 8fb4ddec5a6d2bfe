"use client";

import { formatCount } from "@/components/format-count";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsagePoint } from "@/components/usage/series";
import { type Scale, TimeChart } from "@/components/usage/time-chart";
import type { Granularity } from "@/lib/contracts/usage-fields";

const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });

type RequestsChartProps = { points: readonly UsagePoint[]; granularity: Granularity };

/** Bars of requests, stacked by what became of them. */
export function RequestsChart({ points, granularity }: RequestsChartProps) {
  return (
    <TimeChart
      label="Requests over time"
      points={points}
      granularity={granularity}
      peak={Math.max(...points.map(({ requests }) => requests))}
      whole
      format={(value) => COMPACT.format(value)}
      factsOf={({ counts }) =>
        OUTCOME_GROUPS.map(({ group, label, dot }) => ({
          label,
          dot,
          value: formatCount(counts[group]),
        }))
      }
    >
      {(scale) =>
        points.map((point, column) => (
          <Bar key={point.at} counts={point.counts} column={column} scale={scale} />
        ))
      }
    </TimeChart>
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
    return (
      <rect
        key={group}
        x={x(column) - width / 2}
        y={y(below)}
        width={width}
        height={height}
        fill={color}
      />
    );
  });
}
