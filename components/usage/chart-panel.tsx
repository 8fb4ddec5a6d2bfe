"use client";

import { ChevronRightIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { useViewerZone } from "@/components/hooks/use-in-browser";
import { Panel } from "@/components/panel";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import { CsvButton } from "./csv-button";
import type { CsvFile } from "./csv-files";
import { type NumberColumn, NumberTable } from "./number-table";
import type { UsagePoint } from "./series";
import { type ChartSeries, SeriesFact, TimeChart } from "./time-chart";
import { longLabel, utcLabel } from "./time-label";

type ChartPanelProps = Omit<ComponentProps<typeof TimeChart>, "label" | "granularity"> & {
  title: string;
  description: string;
  usage: UsageOverview;
  file: CsvFile;
  /** What the table of numbers has beside the time and the series. */
  columns?: readonly NumberColumn<UsagePoint>[];
  /** Whether the table has a row for a point. */
  listed: (point: UsagePoint) => boolean;
};

/** A chart over time, with the numbers of the whole range above and all of them as a table below. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, description, usage, file, columns = [], listed, ...chart } = props;
  const { granularity } = usage.range;
  return (
    <Panel
      title={title}
      description={description}
      action={<CsvButton title={title} file={file} usage={usage} />}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <ChartLegend series={chart.series} />
        <TimeChart label={title} granularity={granularity} {...chart} />
      </div>
      <details className="group mt-3">
        <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm text-xs font-medium text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
          <ChevronRightIcon
            aria-hidden
            className="size-3.5 transition-transform group-open:rotate-90"
          />
          Show as a table
        </summary>
        <div className="mt-2">
          <NumberTable
            caption={title}
            rows={chart.points.filter(listed)}
            rowId={({ at }) => at}
            columns={[
              {
                header: "Start",
                cell: ({ at }) => <BucketTime at={at} granularity={granularity} />,
                total: "Whole range",
              },
              ...columns,
              ...chart.series.map(({ label, of, total }) => ({ header: label, cell: of, total })),
            ]}
          />
        </div>
      </details>
    </Panel>
  );
}

/** What the colours stand for, with the numbers of the whole range. */
function ChartLegend({ series }: { series: readonly ChartSeries[] }) {
  return (
    <div className="grid gap-1 text-xs sm:flex sm:items-baseline sm:justify-between">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {series.map((each) => (
          <SeriesFact key={each.label} series={each} value={each.total} />
        ))}
      </ul>
      <span className="whitespace-nowrap text-muted-foreground">Whole range</span>
    </div>
  );
}

/** When a bucket begins, in the viewer's zone; UTC on hover. */
function BucketTime({ at, granularity }: { at: string; granularity: Granularity }) {
  const zone = useViewerZone();
  return (
    <time dateTime={at} title={utcLabel(at)} className="whitespace-nowrap" suppressHydrationWarning>
      {longLabel(at, granularity, zone)}
    </time>
  );
}
