"use client";

import { cn } from "@/components/cn";
import { longLabel, utcLabel } from "@/components/usage/time-label";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { Granularity } from "@/lib/contracts/usage-fields";

type ChartLegendProps = {
  /** The column that is looked at; null for the whole range. */
  at: string | null;
  granularity: Granularity;
  items: readonly { label: string; dot: string; value: string }[];
};

/** What the colours stand for, with the numbers of the column that is looked at. */
export function ChartLegend({ at, granularity, items }: ChartLegendProps) {
  const zone = useViewerZone();
  return (
    <div aria-hidden className="grid gap-1 text-xs sm:flex sm:items-baseline sm:justify-between">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {items.map(({ label, dot, value }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span className={cn("size-2 rounded-[3px]", dot)} />
            <span className="text-muted-foreground">{label}</span>
            <span className="font-medium tabular-nums">{value}</span>
          </li>
        ))}
      </ul>
      <span
        className="whitespace-nowrap text-muted-foreground tabular-nums"
        title={at === null ? undefined : utcLabel(at)}
        suppressHydrationWarning
      >
        {at === null ? "Whole range" : longLabel(at, granularity, zone)}
      </span>
    </div>
  );
}
