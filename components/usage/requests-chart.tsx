"use client";

import { Bar } from "recharts";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsagePoint } from "@/components/usage/series";
import { TimeChart } from "@/components/usage/time-chart";
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
      format={(value) => COMPACT.format(value)}
      factsOf={({ counts }) =>
        OUTCOME_GROUPS.map(({ group, label, dot }) => ({
          label,
          dot,
          value: counts[group].toLocaleString("en"),
        }))
      }
    >
      {OUTCOME_GROUPS.map(({ group, color }) => (
        <Bar
          key={group}
          dataKey={`counts.${group}`}
          stackId="requests"
          fill={color}
          maxBarSize={48}
          isAnimationActive={false}
        />
      ))}
    </TimeChart>
  );
}
