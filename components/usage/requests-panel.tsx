"use client";

import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import { BucketTime } from "@/components/usage/bucket-time";
import { ChartFrame } from "@/components/usage/chart-frame";
import { ChartLegend } from "@/components/usage/chart-legend";
import { CsvButton } from "@/components/usage/csv-button";
import { csvName, requestsFile } from "@/components/usage/csv-files";
import { NumberTable } from "@/components/usage/number-table";
import { axisEnd, groupCounts, type UsagePoint, usagePoints } from "@/components/usage/series";
import { TableToggle } from "@/components/usage/table-toggle";
import { longLabel } from "@/components/usage/time-label";
import { useChartCursor } from "@/components/usage/use-chart-cursor";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });

function whole(count: number) {
  return count.toLocaleString("en");
}

/** Requests over time, stacked by what became of them. */
export function RequestsPanel({ usage }: { usage: UsageOverview }) {
  const { granularity } = usage.range;
  const zone = useViewerZone();
  const points = usagePoints(usage);
  const control = useChartCursor(points.length);
  const top = axisEnd(Math.max(...points.map(({ requests }) => requests)));
  const seen = control.cursor === null ? undefined : points[control.cursor];
  const counts = seen?.counts ?? groupCounts(usage.current.outcomes);
  const words = OUTCOME_GROUPS.map(
    ({ group, label }) => `${whole(counts[group])} ${label.toLowerCase()}`,
  );
  const when = seen ? longLabel(seen.at, granularity, zone) : "Whole range";

  return (
    <Panel
      title="Requests over time"
      description={`By ${granularity}, stacked by what became of them${granularity === "day" ? "; a day is a UTC day" : ""}`}
      action={
        <CsvButton
          what="requests over time"
          file={() => requestsFile(csvName("requests", usage), points)}
        />
      }
    >
      <div className="grid gap-4">
        <ChartLegend
          at={seen?.at ?? null}
          granularity={granularity}
          items={OUTCOME_GROUPS.map(({ group, label, dot }) => ({
            label,
            dot,
            value: whole(counts[group]),
          }))}
        />
        <ChartFrame
          label="Requests over time"
          starts={points.map(({ at }) => at)}
          granularity={granularity}
          scale={[COMPACT.format(top), COMPACT.format(top / 2), "0"]}
          control={control}
          spoken={`${when}: ${words.join(", ")}`}
        >
          {points.map((point, index) => (
            <Bar key={point.at} point={point} x={index} top={top} />
          ))}
        </ChartFrame>
      </div>
      <TableToggle>
        <NumberTable
          caption="Requests over time"
          rows={points.filter(({ requests }) => requests > 0)}
          rowId={({ at }) => at}
          columns={[
            {
              header: "Begins",
              cell: ({ at }) => <BucketTime at={at} granularity={granularity} />,
            },
            { header: "Requests", cell: ({ requests }) => whole(requests) },
            ...OUTCOME_GROUPS.map(({ group, label }) => ({
              header: label,
              cell: (point: UsagePoint) => whole(point.counts[group]),
            })),
          ]}
          footer={[
            "Whole range",
            whole(usage.current.requests),
            ...OUTCOME_GROUPS.map(({ group }) => whole(groupCounts(usage.current.outcomes)[group])),
          ]}
        />
      </TableToggle>
    </Panel>
  );
}

type BarProps = { point: UsagePoint; x: number; top: number };

function Bar({ point, x, top }: BarProps) {
  let y = 100;
  return OUTCOME_GROUPS.map(({ group, fill }) => {
    if (point.counts[group] === 0) return null;
    const height = Math.max(1, (point.counts[group] / top) * 100);
    y -= height;
    return <rect key={group} x={x + 0.1} y={y} width={0.8} height={height} className={fill} />;
  });
}
