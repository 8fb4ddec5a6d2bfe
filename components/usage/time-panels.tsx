import { ChevronRightIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { formatCompact, formatCount, formatDuration } from "@/components/format";
import { useViewerZone } from "@/components/hooks/use-in-browser";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import type { CsvFile } from "./csv-files";
import { CsvButton, type NumberColumn, NumberTable } from "./number-table";
import { groupCounts, isAlone, type UsagePoint, usagePoints } from "./series";
import { type ChartSeries, type Scale, SeriesFact, TimeChart } from "./time-chart";
import { longLabel, utcLabel } from "./time-label";
import { UsageTotals } from "./usage-totals";

/** How much was called and how long it took: in all, and over time. */
export function UsageOverTime({ usage }: { usage: UsageOverview }) {
  const points = usagePoints(usage);
  return (
    <>
      <UsageTotals usage={usage} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <RequestsPanel usage={usage} points={points} />
        <LatencyPanel usage={usage} points={points} />
      </div>
    </>
  );
}

type TimePanelProps = { usage: UsageOverview; points: readonly UsagePoint[] };

/** Requests over time, as bars that are stacked by outcome. */
function RequestsPanel({ usage, points }: TimePanelProps) {
  const { granularity } = usage.range;
  const sums = groupCounts(usage.current.outcomes);
  return (
    <ChartPanel
      title="Requests over time"
      description={`By ${granularity}, stacked by outcome${granularity === "day" ? "; a day is a UTC day" : ""}`}
      usage={usage}
      file="requests"
      points={points}
      peak={Math.max(...points.map(({ requests }) => requests))}
      whole
      format={formatCompact}
      series={OUTCOME_GROUPS.map(({ group, label, dot }) => ({
        label,
        dot,
        of: ({ counts }) => formatCount(counts[group]),
        total: formatCount(sums[group]),
      }))}
      listed={({ requests }) => requests > 0}
      columns={[
        {
          header: "Requests",
          cell: ({ requests }) => formatCount(requests),
          total: formatCount(usage.current.requests),
        },
      ]}
    >
      {(scale) =>
        points.map((point, column) => (
          <RequestBar key={point.at} counts={point.counts} column={column} scale={scale} />
        ))
      }
    </ChartPanel>
  );
}

type BarProps = { counts: UsagePoint["counts"]; column: number; scale: Scale };

export function RequestBar({ counts, column, scale: { x, y, band } }: BarProps) {
  const width = Math.min(band * 0.88, 10);
  let below = 0;
  return OUTCOME_GROUPS.map(({ group, color }) => {
    const bottom = y(below);
    below += counts[group];
    const height = bottom - y(below);
    if (height === 0) return null;
    const left = x(column) - width / 2;
    return <rect key={group} x={left} y={y(below)} width={width} height={height} fill={color} />;
  });
}

/** How the shares of answers are called and drawn. */
const LATENCY_LINES = [
  { share: "p50", color: "var(--chart-1)", dot: "bg-chart-1" },
  { share: "p95", color: "var(--chart-5)", dot: "bg-chart-5" },
] as const;

type Share = (typeof LATENCY_LINES)[number]["share"];

function spellLatency(duration: number | null): string {
  return duration === null ? "–" : formatDuration(duration);
}

/** How long answers took, as lines: the median and the slowest twentieth. */
function LatencyPanel({ usage, points }: TimePanelProps) {
  return (
    <ChartPanel
      title="Latency"
      description="From the first byte received to the response, within 20%"
      usage={usage}
      file="latency"
      points={points}
      peak={Math.max(...points.map(({ p50, p95 }) => Math.max(p50 ?? 0, p95 ?? 0)))}
      format={(value) => (value === 0 ? "0" : formatDuration(value))}
      series={LATENCY_LINES.map(({ share, dot }) => ({
        label: share,
        dot,
        of: (point) => spellLatency(point[share]),
        total: spellLatency(usage.current[share]),
      }))}
      listed={({ p50 }) => p50 !== null}
    >
      {(scale) =>
        LATENCY_LINES.map(({ share, color }) => (
          <g key={share} fill="none" stroke={color} strokeLinecap="round" strokeLinejoin="round">
            <path d={linePath(points, share, scale)} strokeWidth={2} />
            <path d={dotsPath(points, share, scale)} strokeWidth={6} />
          </g>
        ))
      }
    </ChartPanel>
  );
}

/** From each timed point to the next one; where none is timed there is a gap. */
function linePath(points: readonly UsagePoint[], share: Share, { x, y }: Scale): string {
  const parts = points.map((point, column) => {
    const value = point[share];
    if (value === null) return "";
    const isStart = (points[column - 1]?.[share] ?? null) === null;
    return `${isStart ? "M" : "L"}${x(column)} ${y(value)}`;
  });
  return parts.join("");
}

/** The points that no line leads to. */
function dotsPath(points: readonly UsagePoint[], share: Share, { x, y }: Scale): string {
  const parts = points.map((point, column) => {
    const value = point[share];
    return value === null || !isAlone(points, column) ? "" : `M${x(column)} ${y(value)}h0`;
  });
  return parts.join("");
}

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
function ChartPanel(props: ChartPanelProps) {
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
export function ChartLegend({ series }: { series: readonly ChartSeries[] }) {
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
