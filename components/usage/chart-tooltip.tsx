"use client";

import { cn } from "@/components/cn";
import type { UsagePoint } from "@/components/usage/series";
import type { ChartFact } from "@/components/usage/time-chart";
import { longLabel, utcLabel } from "@/components/usage/time-label";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { Granularity } from "@/lib/contracts/usage-fields";

type ChartTooltipProps = {
  /** The column that is looked at. */
  point: UsagePoint | undefined;
  /** Where it stands, in percent of the width. */
  at: number;
  granularity: Granularity;
  factsOf: (point: UsagePoint) => readonly ChartFact[];
};

/** The numbers of one column, in sight and to a screen reader. */
export function ChartTooltip({ point, at, granularity, factsOf }: ChartTooltipProps) {
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
            {factsOf(point).map(({ label, dot, value }) => (
              <li key={label} className="flex items-center gap-1.5 whitespace-nowrap">
                <span aria-hidden className={cn("size-2 rounded-[3px]", dot)} />
                <span className="mr-auto pr-3 text-muted-foreground">{label}</span>{" "}
                <span className="font-medium tabular-nums">{value}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
