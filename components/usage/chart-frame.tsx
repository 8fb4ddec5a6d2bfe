"use client";

import type { ReactNode } from "react";
import { shortLabel } from "@/components/usage/time-label";
import type { useChartCursor } from "@/components/usage/use-chart-cursor";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { Granularity } from "@/lib/contracts/usage-fields";

type ChartFrameProps = {
  /** What the chart shows. */
  label: string;
  /** The columns, by the times at which they begin. */
  starts: readonly string[];
  granularity: Granularity;
  /** What the top, the middle and the bottom of the axis stand for. */
  scale: readonly [string, string, string];
  control: ReturnType<typeof useChartCursor>;
  /** The column that is looked at, in words. */
  spoken: string;
  /** Shapes in a space of one by column and 100 by height, from the top. */
  children: ReactNode;
};

/** Axes around a chart; arrow keys move along its columns. */
export function ChartFrame(props: ChartFrameProps) {
  const { label, starts, granularity, scale, control, spoken, children } = props;
  const zone = useViewerZone();
  const { cursor, handlers } = control;
  const last = starts.length - 1;
  const marks = [...new Set([0, Math.floor(last / 2), last])];

  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <div
        aria-hidden
        className="-my-2 flex h-44 flex-col justify-between text-right text-xs leading-4 text-muted-foreground tabular-nums"
      >
        {scale.map((mark, place) => (
          <span key={["top", "middle", "bottom"][place]}>{mark}</span>
        ))}
      </div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={cursor ?? last}
        aria-valuetext={spoken}
        className="relative h-40 cursor-crosshair touch-pan-y rounded-sm"
        {...handlers}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${Math.max(1, starts.length)} 100`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {cursor === null ? null : (
            <rect x={cursor} width={1} height={100} className="fill-muted-foreground/20" />
          )}
          <path
            d={`M0 0H${starts.length}M0 50H${starts.length}`}
            vectorEffect="non-scaling-stroke"
            strokeDasharray="2 3"
            className="stroke-border"
          />
          {children}
          <path
            d={`M0 100H${starts.length}`}
            vectorEffect="non-scaling-stroke"
            className="stroke-input"
          />
        </svg>
      </div>
      <div
        aria-hidden
        className="col-start-2 mt-1.5 flex justify-between gap-2 text-xs text-muted-foreground tabular-nums"
      >
        {marks.map((index) => (
          <time key={starts[index]} dateTime={starts[index]} suppressHydrationWarning>
            {shortLabel(starts[index] ?? "", granularity, zone)}
          </time>
        ))}
      </div>
    </div>
  );
}
