import { formatCount } from "@/components/format-count";
import { OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import { CsvButton } from "@/components/usage/csv-button";
import { KeyCell } from "@/components/usage/key-cell";
import { NumberTable } from "@/components/usage/number-table";
import { groupCounts } from "@/components/usage/series";
import { ShareBar } from "@/components/usage/share-bar";
import type { UsageKey, UsageOverview } from "@/lib/contracts/usage-overview";

/** The keys with the most requests, as bars and as numbers. */
export function KeysPanel({ usage }: { usage: UsageOverview }) {
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
