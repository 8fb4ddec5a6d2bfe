import { formatCount } from "@/components/format-count";
import { Panel } from "@/components/panel";
import { KeyCell } from "@/components/usage/key-cell";
import { NumberTable } from "@/components/usage/number-table";
import type { UsageKey, UsageOverview } from "@/lib/contracts/usage-overview";

const limitedOf = ({ outcomes }: Pick<UsageKey, "outcomes">) => outcomes.limited ?? 0;

function share({ outcomes, requests }: UsageKey) {
  const percent = (limitedOf({ outcomes }) / requests) * 100;
  return `${percent.toFixed(percent < 10 ? 1 : 0)}%`;
}

/** The keys whose requests a rate limit refused. */
export function LimitedPanel({ usage }: { usage: UsageOverview }) {
  const keys = usage.keys
    .filter((key) => limitedOf(key) > 0)
    .toSorted((one, other) => limitedOf(other) - limitedOf(one));
  return (
    <Panel title="Refused by limit" description="Keys that ask for more than they may; 429">
      {keys.length === 0 ? (
        <p className="text-sm text-muted-foreground">No key reached a limit in this time.</p>
      ) : (
        <NumberTable
          caption="Refused by limit"
          rows={keys}
          rowId={({ id }) => id}
          columns={[
            { header: "Key", cell: (key) => <KeyCell usageKey={key} /> },
            { header: "Refused", cell: (key) => formatCount(limitedOf(key)) },
            { header: "Of its requests", cell: share },
          ]}
        />
      )}
    </Panel>
  );
}
