"use client";

import type { ReactNode } from "react";
import { CartesianGrid, ComposedChart, Tooltip, XAxis, YAxis } from "recharts";
import { ChartTooltip } from "@/components/usage/chart-tooltip";
import type { UsagePoint } from "@/components/usage/series";
import { shortLabel } from "@/components/usage/time-label";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { Granularity } from "@/lib/contracts/usage-fields";

export type ChartFact = { label: string; dot: string; value: string };

type TimeChartProps = {
  /** What the chart shows. */
  label: string;
  points: readonly UsagePoint[];
  granularity: Granularity;
  /** What the axis of values says of one. */
  format: (value: number) => string;
  /** What is said of the column that is looked at. */
  factsOf: (point: UsagePoint) => readonly ChartFact[];
  /** The marks: bars or lines over `points`. */
  children: ReactNode;
};

const AXIS = {
  tickLine: false,
  tick: { fill: "var(--muted-foreground)", fontSize: 12 },
} as const;

/** Marks over time with axes; the pointer or the arrow keys look at one column. */
export function TimeChart(props: TimeChartProps) {
  const { label, points, granularity, format, factsOf, children } = props;
  const zone = useViewerZone();
  return (
    <ComposedChart
      responsive
      data={points}
      aria-label={label}
      desc="The left and right arrow keys move from one column to the next."
      barCategoryGap="12%"
      margin={{ top: 6, right: 4, bottom: 0, left: 0 }}
      className="h-48 w-full tabular-nums [&_.recharts-surface]:rounded-sm"
    >
      <CartesianGrid vertical={false} stroke="var(--border)" strokeDasharray="2 3" />
      <XAxis
        {...AXIS}
        dataKey="at"
        scale="band"
        interval="preserveStartEnd"
        minTickGap={40}
        stroke="var(--input)"
        tickFormatter={(at: string) => shortLabel(at, granularity, zone)}
      />
      <YAxis
        {...AXIS}
        width="auto"
        axisLine={false}
        allowDecimals={false}
        tickCount={4}
        tickFormatter={format}
      />
      <Tooltip
        isAnimationActive={false}
        wrapperClassName="z-10"
        cursor={{ fill: "var(--muted-foreground)", fillOpacity: 0.15, stroke: "var(--border)" }}
        content={({ active, label: at }) => (
          <ChartTooltip
            point={active ? points.find((point) => point.at === at) : undefined}
            granularity={granularity}
            factsOf={factsOf}
          />
        )}
      />
      {children}
    </ComposedChart>
  );
}
