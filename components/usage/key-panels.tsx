import { formatCount } from "@/components/format";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsageKey, UsageOverview } from "@/lib/contracts/analytics/overview";
import { NumberPanel } from "./number-table";
import { type GroupCounts, groupCounts } from "./series";
import { keyColumn } from "./table-panels";

/** The keys with the most requests, as bars and as numbers. */
export function KeysPanel({ usage }: { usage: UsageOverview }) {
  const { keys, keyCount, otherKeys, current } = usage;
  const peak = Math.max(1, ...keys.map(({ requests }) => requests));
  const others = keyCount - keys.length;
  const sums = groupCounts(current.outcomes);
  return (
    <NumberPanel
      title="Top keys"
      description={
        others > 0
          ? `${keys.length} of ${formatCount(keyCount)} keys; the other ${formatCount(others)} sent ${formatCount(otherKeys.requests)} requests`
          : "Every key that sent a request"
      }
      usage={usage}
      file="keys"
      rows={keys}
      rowId={({ id }) => id}
      columns={[
        keyColumn("All keys"),
        {
          header: "Share",
          words: true,
          wideOnly: true,
          cell: (key) => <ShareBar counts={groupCounts(key.outcomes)} peak={peak} />,
        },
        {
          header: "Requests",
          cell: ({ requests }) => formatCount(requests),
          total: formatCount(current.requests),
        },
        ...OUTCOME_GROUPS.map(({ group, label }) => ({
          header: label,
          cell: ({ outcomes }: UsageKey) => formatCount(groupCounts(outcomes)[group]),
          total: formatCount(sums[group]),
        })),
      ]}
    />
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
        const width = Math.max(0.75, (counts[group] / peak) * 100);
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
export function LimitedPanel({ usage }: { usage: UsageOverview }) {
  return (
    <NumberPanel
      title="Rate limited"
      description="Keys that exceeded a rate limit (429)"
      usage={usage}
      none="No key reached a rate limit in this period."
      rows={usage.keys
        .filter((key) => limitedOf(key) > 0)
        .toSorted((one, other) => limitedOf(other) - limitedOf(one))}
      rowId={({ id }) => id}
      columns={[
        keyColumn(),
        { header: "Rate limited", cell: (key) => formatCount(limitedOf(key)) },
        { header: "Share of its requests", cell: share },
      ]}
    />
  );
}
