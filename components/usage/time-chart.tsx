import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useState } from "react";
import { cn } from "@/components/cn";
import { useViewerZone } from "@/components/hooks/use-in-browser";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import { axisMarks, labelledColumns, type UsagePoint } from "./series";
import { longLabel, shortLabel, utcLabel } from "./time-label";

/** What is drawn in one colour. */
export type ChartSeries = {
  label: string;
  /** The class name of its colour. */
  dot: string;
  /** Its value at one time, in words. */
  of: (point: UsagePoint) => string;
  /** That of the whole range. */
  total: string;
};

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
  series: readonly ChartSeries[];
  /** The marks: bars or lines over `points`. */
  children: (scale: Scale) => ReactNode;
};

const LABELS = 6;

/** Marks over time with axes; the pointer or the arrow keys look at one column. */
export function TimeChart(props: TimeChartProps) {
  const { label, points, granularity, peak, whole = false, format, series, children } = props;
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
          series={series}
        />
      </div>
      <TimeAxis points={points} granularity={granularity} x={x} />
    </div>
  );
}

/** Which of `count` columns the pointer or the keyboard looks at. */
function useColumnLook(count: number) {
  const [column, setColumn] = useState<number | null>(null);
  const looked = column === null ? null : Math.min(column, count - 1);

  function onPointerMove({ currentTarget, clientX }: PointerEvent<HTMLElement>) {
    const { left, width } = currentTarget.getBoundingClientRect();
    const at = Math.floor(((clientX - left) / width) * count);
    setColumn(Math.max(0, Math.min(count - 1, at)));
  }

  function onKeyDown(event: KeyboardEvent) {
    const next = nextColumn(event.key, looked ?? 0, count);
    if (next === undefined) return;
    event.preventDefault();
    setColumn(next);
  }

  return {
    looked,
    handlers: {
      // By keyboard it is reached like a control, and says so by its role.
      tabIndex: 0,
      onPointerMove,
      onPointerLeave: () => setColumn(null),
      onFocus: () => setColumn((current) => current ?? 0),
      onBlur: () => setColumn(null),
      onKeyDown,
    },
  };
}

/** The column that a key leads to; null for none, undefined for a key of another use. */
function nextColumn(key: string, from: number, count: number): number | null | undefined {
  const last = count - 1;
  const moves: Readonly<Record<string, number | null>> = {
    ArrowLeft: Math.max(0, from - 1),
    ArrowRight: Math.min(last, from + 1),
    Home: 0,
    End: last,
    Escape: null,
  };
  return moves[key];
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

type ChartTooltipProps = Pick<TimeChartProps, "granularity" | "series"> & {
  /** The column that is looked at. */
  point: UsagePoint | undefined;
  /** Where it stands, in percent of the width. */
  at: number;
};

/** The numbers of one column, in sight and to a screen reader. */
function ChartTooltip({ point, at, granularity, series }: ChartTooltipProps) {
  const zone = useViewerZone();
  return (
    <div
      role="status"
      className="pointer-events-none absolute top-0 z-10 mx-2"
      style={at < 50 ? { left: `${at}%` } : { right: `${100 - at}%` }}
    >
      {point ? (
        <div className="grid gap-1 rounded-md border bg-popover px-2.5 py-2 text-xs text-popover-foreground shadow-floating">
          <p className="font-medium whitespace-nowrap">
            {longLabel(point.at, granularity, zone)}
            {granularity === "day" ? null : (
              <span className="block font-normal text-muted-foreground">{utcLabel(point.at)}</span>
            )}
          </p>
          <ul className="grid gap-0.5">
            {series.map((each) => (
              <SeriesFact
                key={each.label}
                series={each}
                value={each.of(point)}
                className="justify-between gap-x-4 whitespace-nowrap"
              />
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

type SeriesFactProps = { series: ChartSeries; value: string; className?: string };

/** One value with its colour and name. */
export function SeriesFact({ series: { label, dot }, value, className }: SeriesFactProps) {
  return (
    <li className={cn("flex items-center gap-1.5", className)}>
      <span className="flex items-center gap-1.5 text-muted-foreground">
        <span aria-hidden className={cn("size-2 rounded-[3px]", dot)} />
        {label}
      </span>{" "}
      <span className="font-medium tabular-nums">{value}</span>
    </li>
  );
}
