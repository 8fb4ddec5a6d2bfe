"use client";

import { formatCompact, formatCount } from "@/components/format";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import type { Granularity } from "@/lib/contracts/analytics/fields";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import { BucketTime, ChartLegend, TableToggle } from "./chart-parts";
import { CsvButton } from "./csv-button";
import { NumberTable } from "./number-table";
import { groupCounts, type UsagePoint, usagePoints } from "./series";
import { type Scale, TimeChart } from "./time-chart";

type RequestsChartProps = { points: readonly UsagePoint[]; granularity: Granularity };

/** Bars of requests, stacked by outcome. */
function RequestsChart({ points, granularity }: RequestsChartProps) {
  return (
    <TimeChart
      label="Requests over time"
      points={points}
      granularity={granularity}
      peak={Math.max(...points.map(({ requests }) => requests))}
      whole
      format={formatCompact}
      factsOf={({ counts }) =>
        OUTCOME_GROUPS.map(({ group, label, dot }) => ({
          label,
          dot,
          value: formatCount(counts[group]),
        }))
      }
    >
      {(scale) =>
        points.map((point, column) => (
          <Bar key={point.at} counts={point.counts} column={column} scale={scale} />
        ))
      }
    </TimeChart>
  );
}

type BarProps = { counts: UsagePoint["counts"]; column: number; scale: Scale };

function Bar({ counts, column, scale: { x, y, band } }: BarProps) {
  const width = Math.min(band * 0.88, 10);
  let below = 0;
  return OUTCOME_GROUPS.map(({ group, color }) => {
    const bottom = y(below);
    below += counts[group];
    const height = bottom - y(below);
    if (height === 0) return null;
    return (
      <rect
        key={group}
        x={x(column) - width / 2}
        y={y(below)}
        width={width}
        height={height}
        fill={color}
      />
    );
  });
}

/** Requests over time, stacked by outcome. */
export function RequestsPanel({ usage }: { usage: UsageOverview }) {
  const { granularity } = usage.range;
  const points = usagePoints(usage);
  const sums = groupCounts(usage.current.outcomes);

  return (
    <Panel
      title="Requests over time"
      description={`By ${granularity}, stacked by outcome${granularity === "day" ? "; a day is a UTC day" : ""}`}
      action={
        <CsvButton
          what="requests over time"
          file={({ csvName, requestsFile }) => requestsFile(csvName("requests", usage), points)}
        />
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <ChartLegend
          facts={OUTCOME_GROUPS.map(({ group, label, dot }) => ({
            label,
            dot,
            value: formatCount(sums[group]),
          }))}
        />
        <RequestsChart points={points} granularity={granularity} />
      </div>
      <TableToggle>
        <NumberTable
          caption="Requests over time"
          rows={points.filter(({ requests }) => requests > 0)}
          rowId={({ at }) => at}
          columns={[
            {
              header: "Start",
              cell: ({ at }) => <BucketTime at={at} granularity={granularity} />,
            },
            { header: "Requests", cell: ({ requests }) => formatCount(requests) },
            ...OUTCOME_GROUPS.map(({ group, label }) => ({
              header: label,
              cell: (point: UsagePoint) => formatCount(point.counts[group]),
            })),
          ]}
          footer={[
            "Whole range",
            formatCount(usage.current.requests),
            ...OUTCOME_GROUPS.map(({ group }) => formatCount(sums[group])),
          ]}
        />
      </TableToggle>
    </Panel>
  );
}
