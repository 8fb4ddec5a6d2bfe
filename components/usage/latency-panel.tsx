"use client";

import { Panel } from "@/components/panel";
import { BucketTime } from "@/components/usage/bucket-time";
import { ChartLegend } from "@/components/usage/chart-legend";
import { CsvButton } from "@/components/usage/csv-button";
import { LatencyChart } from "@/components/usage/latency-chart";
import { LATENCY_LINES, spellLatency } from "@/components/usage/latency-lines";
import { NumberTable } from "@/components/usage/number-table";
import { usagePoints } from "@/components/usage/series";
import { TableToggle } from "@/components/usage/table-toggle";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

/** How long answers took: the median and the slowest twentieth. */
export function LatencyPanel({ usage }: { usage: UsageOverview }) {
  const { current, range } = usage;
  const { granularity } = range;
  const points = usagePoints(usage);

  return (
    <Panel
      title="Latency"
      description="From the first byte read to the answer; to a fifth, so it may read above the slowest"
      action={
        <CsvButton
          what="latency"
          file={({ csvName, latencyFile }) => latencyFile(csvName("latency", usage), points)}
        />
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <ChartLegend
          facts={LATENCY_LINES.map(({ share, dot }) => ({
            label: share,
            dot,
            value: spellLatency(current[share]),
          }))}
        />
        <LatencyChart points={points} granularity={granularity} />
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
            { header: "p50", cell: ({ p50 }) => spellLatency(p50) },
            { header: "p95", cell: ({ p95 }) => spellLatency(p95) },
          ]}
          footer={["Whole range", spellLatency(current.p50), spellLatency(current.p95)]}
        />
      </TableToggle>
    </Panel>
  );
}
