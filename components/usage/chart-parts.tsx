"use client";

import { ChevronRightIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import type { ChartFact } from "./time-chart";
import { longLabel, utcLabel } from "./time-label";
import { useViewerZone } from "./use-viewer-zone";

type BucketTimeProps = { at: string; granularity: Granularity };

/** When a bucket begins, in the viewer's zone; UTC on hover. */
export function BucketTime({ at, granularity }: BucketTimeProps) {
  const zone = useViewerZone();
  return (
    <time dateTime={at} title={utcLabel(at)} className="whitespace-nowrap" suppressHydrationWarning>
      {longLabel(at, granularity, zone)}
    </time>
  );
}

/** What the colours stand for, with the numbers of the whole range. */
export function ChartLegend({ facts }: { facts: readonly ChartFact[] }) {
  return (
    <div className="grid gap-1 text-xs sm:flex sm:items-baseline sm:justify-between">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {facts.map(({ label, dot, value }) => (
          <li key={label} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-[3px]", dot)} />
            <span className="text-muted-foreground">{label}</span>{" "}
            <span className="font-medium tabular-nums">{value}</span>
          </li>
        ))}
      </ul>
      <span className="whitespace-nowrap text-muted-foreground">Whole range</span>
    </div>
  );
}

/** The numbers of a chart as a table, on demand. */
export function TableToggle({ children }: { children: ReactNode }) {
  return (
    <details className="group mt-3">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm text-xs font-medium text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          aria-hidden
          className="size-3.5 transition-transform group-open:rotate-90"
        />
        Show as a table
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
