"use client";

import { formatDuration } from "@/components/format-duration";
import { Panel } from "@/components/panel";
import { BucketTime } from "@/components/usage/bucket-time";
import { ChartFrame } from "@/components/usage/chart-frame";
import { ChartLegend } from "@/components/usage/chart-legend";
import { CsvButton } from "@/components/usage/csv-button";
import { csvName, latencyFile } from "@/components/usage/csv-files";
import { NumberTable } from "@/components/usage/number-table";
import { axisEnd, type UsagePoint, usagePoints } from "@/components/usage/series";
import { TableToggle } from "@/components/usage/table-toggle";
import { longLabel } from "@/components/usage/time-label";
import { useChartCursor } from "@/components/usage/use-chart-cursor";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

const LINES = [
  { share: "p95", stroke: "stroke-chart-5", dot: "bg-chart-5", about: "95 of 100 took at most" },
  { share: "p50", stroke: "stroke-chart-1", dot: "bg-chart-1", about: "half took at most" },
] as const;

function spell(duration: number | null) {
  return duration === null ? "–" : formatDuration(duration);
}

/** How long answers took: the median and the slowest twentieth. */
export function LatencyPanel({ usage }: { usage: UsageOverview }) {
  const { granularity } = usage.range;
  const zone = useViewerZone();
  const points = usagePoints(usage);
  const control = useChartCursor(points.length);
  const top = axisEnd(Math.max(...points.map(({ p95 }) => p95 ?? 0)));
  const seen = control.cursor === null ? undefined : points[control.cursor];
  const facts = seen ?? usage.current;
  const when = seen ? longLabel(seen.at, granularity, zone) : "Whole range";

  return (
    <Panel
      title="Latency"
      description="From the first byte read to the answer, exact to within 20%"
      action={
        <CsvButton what="latency" file={() => latencyFile(csvName("latency", usage), points)} />
      }
    >
      <div className="grid gap-4">
        <ChartLegend
          at={seen?.at ?? null}
          granularity={granularity}
          items={LINES.map(({ share, dot }) => ({ label: share, dot, value: spell(facts[share]) }))}
        />
        <ChartFrame
          label="Latency"
          starts={points.map(({ at }) => at)}
          granularity={granularity}
          scale={[formatDuration(top), formatDuration(top / 2), "0"]}
          control={control}
          spoken={`${when}: ${LINES.map(({ share, about }) => `${about} ${spell(facts[share])}`).join(", ")}`}
        >
          {LINES.map(({ share, stroke }) => (
            <path
              key={share}
              d={stepsOf(points, share, top)}
              fill="none"
              strokeWidth={2}
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
              className={stroke}
            />
          ))}
        </ChartFrame>
      </div>
      <TableToggle>
        <NumberTable
          caption="Latency"
          rows={points.filter(({ p50 }) => p50 !== null)}
          rowId={({ at }) => at}
          columns={[
            {
              header: "Begins",
              cell: ({ at }) => <BucketTime at={at} granularity={granularity} />,
            },
            { header: "p50", cell: ({ p50 }) => spell(p50) },
            { header: "p95", cell: ({ p95 }) => spell(p95) },
          ]}
          footer={["Whole range", spell(usage.current.p50), spell(usage.current.p95)]}
        />
      </TableToggle>
    </Panel>
  );
}

/** A flat line for each column that was timed, joined to its neighbours. */
function stepsOf(points: readonly UsagePoint[], share: "p50" | "p95", top: number): string {
  let path = "";
  points.forEach((point, index) => {
    const duration = point[share];
    if (duration === null) return;
    const y = 100 - (duration / top) * 100;
    const joins = index > 0 && points[index - 1]?.[share] !== null;
    path += `${joins ? "L" : "M"}${index} ${y}H${index + 1}`;
  });
  return path;
}
