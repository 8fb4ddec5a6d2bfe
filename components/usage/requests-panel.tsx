"use client";

import { formatCount } from "@/components/format-count";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import { BucketTime } from "@/components/usage/bucket-time";
import { ChartLegend } from "@/components/usage/chart-legend";
import { CsvButton } from "@/components/usage/csv-button";
import { NumberTable } from "@/components/usage/number-table";
import { RequestsChart } from "@/components/usage/requests-chart";
import { groupCounts, type UsagePoint, usagePoints } from "@/components/usage/series";
import { TableToggle } from "@/components/usage/table-toggle";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

/** Requests over time, stacked by what became of them. */
export function RequestsPanel({ usage }: { usage: UsageOverview }) {
  const { granularity } = usage.range;
  const points = usagePoints(usage);
  const sums = groupCounts(usage.current.outcomes);

  return (
    <Panel
      title="Requests over time"
      description={`By ${granularity}, stacked by what became of them${granularity === "day" ? "; a day is a UTC day" : ""}`}
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
              header: "Begins",
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
