"use client";

import { type ReactNode, useId } from "react";
import { axisMarks, labelledColumns } from "@/components/usage/axis";
import { ChartTooltip } from "@/components/usage/chart-tooltip";
import type { UsagePoint } from "@/components/usage/series";
import { shortLabel } from "@/components/usage/time-label";
import { useColumnLook } from "@/components/usage/use-column-look";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { Granularity } from "@/lib/contracts/usage-fields";

export type ChartFact = { label: string; dot: string; value: string };

/** Where a value stands in a plot of 100 by 100, whose origin is at the top left. */
export type Scale = { x: (column: number) => number; y: (value: number) => number; band: number };

type TimeChartProps = {
  /** What the chart shows. */
  label: string;
  points: readonly UsagePoint[];
  granularity: Granularity;
  /** The highest value. */
  peak: number;
  /** Whether values are counted, not measured. */
  whole?: boolean;
  /** What the axis of values says of one. */
  format: (value: number) => string;
  /** What is said of the column that is looked at. */
  factsOf: (point: UsagePoint) => readonly ChartFact[];
  /** The marks: bars or lines over `points`. */
  children: (scale: Scale) => ReactNode;
};

const LABELS = 6;

/** Marks over time with axes; the pointer or the arrow keys look at one column. */
export function TimeChart(props: TimeChartProps) {
  const { label, points, granularity, peak, whole = false, format, factsOf, children } = props;
  const about = useId();
  const { looked, handlers } = useColumnLook(points.length);
  const marks = axisMarks(peak, whole);
  const top = marks.at(-1) ?? 1;
  const band = 100 / points.length;
  const x = (column: number) => (column + 0.5) * band;
  const y = (value: number) => 100 - (value / top) * 100;

  return (
    <div className="@container grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-muted-foreground tabular-nums">
      <div
        aria-hidden
        data-axis="value"
        className="my-1.5 flex h-40 flex-col-reverse justify-between"
      >
        {marks.map((mark) => (
          <span key={mark} className="flex h-0 items-center justify-end">
            {format(mark)}
          </span>
        ))}
      </div>
      <div
        role="application"
        aria-label={label}
        aria-describedby={about}
        className="relative my-1.5 h-40 rounded-sm"
        {...handlers}
      >
        <svg
          aria-hidden
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="size-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
        >
          {marks.map((mark) => (
            <path
              key={mark}
              d={`M0 ${y(mark)}H100`}
              strokeDasharray={mark === 0 ? undefined : "2 3"}
              className={mark === 0 ? "stroke-input" : "stroke-border"}
            />
          ))}
          {looked === null ? null : (
            <rect
              x={looked * band}
              width={band}
              height={100}
              className="fill-muted-foreground opacity-15"
            />
          )}
          {children({ x, y, band })}
        </svg>
        <p id={about} className="sr-only">
          The left and right arrow keys move from one column to the next.
        </p>
        <ChartTooltip
          point={looked === null ? undefined : points[looked]}
          at={looked === null ? 0 : x(looked)}
          granularity={granularity}
          factsOf={factsOf}
        />
      </div>
      <TimeAxis points={points} granularity={granularity} x={x} />
    </div>
  );
}

type TimeAxisProps = Pick<TimeChartProps, "points" | "granularity"> & Pick<Scale, "x">;

function TimeAxis({ points, granularity, x }: TimeAxisProps) {
  const zone = useViewerZone();
  return (
    <svg aria-hidden className="col-start-2 h-5 w-full overflow-visible">
      {labelledColumns(points.length, LABELS).map((column, index) => (
        <text
          key={column}
          x={`${x(column)}%`}
          y={14}
          textAnchor="middle"
          className={index % 2 === 0 ? "fill-current" : "fill-current @max-xl:hidden"}
        >
          {shortLabel(points[column]?.at ?? "", granularity, zone)}
        </text>
      ))}
    </svg>
  );
}
