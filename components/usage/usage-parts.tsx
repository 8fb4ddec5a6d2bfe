"use client";

import { formatCount } from "@/components/format";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import type { UsageKey, UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";
import { CsvButton } from "./csv-button";
import { ErrorsPanel } from "./errors-panel";
import { KeyCell } from "./key-cell";
import { LatencyPanel } from "./latency-panel";
import { MatrixPanel } from "./matrix-panel";
import { NumberTable } from "./number-table";
import { RequestsPanel } from "./requests-panel";
import { type GroupCounts, groupCounts } from "./series";
import { usageHref } from "./usage-ranges";
import { UsageTotals } from "./usage-totals";

type UsagePartsProps = { usage: UsageOverview; query: UsageQuery };

/** Everything that is shown of usage. */
export function UsageParts({ usage, query }: UsagePartsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <UsageTotals usage={usage} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <RequestsPanel usage={usage} />
        <LatencyPanel usage={usage} />
      </div>
      <KeysPanel usage={usage} />
      <MatrixPanel
        usage={usage}
        hrefOf={(keyId, capabilityId) => usageHref({ ...query, keyId, capabilityId })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <ErrorsPanel usage={usage} />
        <LimitedPanel usage={usage} />
      </div>
    </div>
  );
}

/** The keys with the most requests, as bars and as numbers. */
function KeysPanel({ usage }: { usage: UsageOverview }) {
  const { keys, keyCount, otherKeys, current } = usage;
  const peak = Math.max(1, ...keys.map(({ requests }) => requests));
  const others = keyCount - keys.length;
  const sums = groupCounts(current.outcomes);
  return (
    <Panel
      title="Top keys"
      description={
        others > 0
          ? `${keys.length} of ${formatCount(keyCount)} keys; the other ${formatCount(others)} sent ${formatCount(otherKeys.requests)} requests`
          : "Every key that sent a request"
      }
      action={
        <CsvButton
          what="top keys"
          file={({ csvName, keysFile }) => keysFile(csvName("keys", usage), keys)}
        />
      }
    >
      <NumberTable
        caption="Top keys"
        rows={keys}
        rowId={({ id }) => id}
        columns={[
          { header: "Key", cell: (key) => <KeyCell usageKey={key} /> },
          {
            header: "Share",
            words: true,
            wideOnly: true,
            cell: (key) => <ShareBar counts={groupCounts(key.outcomes)} peak={peak} />,
          },
          { header: "Requests", cell: ({ requests }) => formatCount(requests) },
          ...OUTCOME_GROUPS.map(({ group, label }) => ({
            header: label,
            cell: ({ outcomes }: UsageKey) => formatCount(groupCounts(outcomes)[group]),
          })),
        ]}
        footer={[
          "All keys",
          "",
          formatCount(current.requests),
          ...OUTCOME_GROUPS.map(({ group }) => formatCount(sums[group])),
        ]}
      />
    </Panel>
  );
}

type ShareBarProps = {
  counts: GroupCounts;
  /** The value of a bar of full width. */
  peak: number;
};

/** Requests as one horizontal bar, split by outcome; the numbers are beside it. */
function ShareBar({ counts, peak }: ShareBarProps) {
  let x = 0;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="h-2 w-full min-w-16 overflow-hidden rounded-full bg-muted"
    >
      {OUTCOME_GROUPS.map(({ group, color }) => {
        if (counts[group] === 0) return null;
        const width = Math.max(0.75, (counts[group] / Math.max(1, peak)) * 100);
        x += width;
        return <rect key={group} x={x - width} width={width} height={8} fill={color} />;
      })}
    </svg>
  );
}

const limitedOf = ({ outcomes }: Pick<UsageKey, "outcomes">) => outcomes.limited ?? 0;

function share({ outcomes, requests }: UsageKey) {
  const percent = (limitedOf({ outcomes }) / requests) * 100;
  return `${percent.toFixed(percent < 10 ? 1 : 0)}%`;
}

/** The keys whose requests a rate limit refused. */
function LimitedPanel({ usage }: { usage: UsageOverview }) {
  const keys = usage.keys
    .filter((key) => limitedOf(key) > 0)
    .toSorted((one, other) => limitedOf(other) - limitedOf(one));
  return (
    <Panel title="Rate limited" description="Keys that exceeded a rate limit (429)">
      {keys.length === 0 ? (
        <p className="text-sm text-muted-foreground">No key reached a rate limit in this period.</p>
      ) : (
        <NumberTable
          caption="Rate limited"
          rows={keys}
          rowId={({ id }) => id}
          columns={[
            { header: "Key", cell: (key) => <KeyCell usageKey={key} /> },
            { header: "Rate limited", cell: (key) => formatCount(limitedOf(key)) },
            { header: "Share of its requests", cell: share },
          ]}
        />
      )}
    </Panel>
  );
}
