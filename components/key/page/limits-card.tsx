import type { KeyActivity } from "@/components/key/key-facts";
import { Panel } from "@/components/panel";
import { UsageMeter } from "@/components/usage-meter";

const LABELS = { minute: "This minute", hour: "This hour", day: "Today" } as const;

export function LimitsCard({ limits }: { limits: KeyActivity["limits"] }) {
  if (limits.every(({ allowed }) => allowed === null)) {
    return (
      <Panel title="Limits now">
        <p className="text-sm text-muted-foreground">No limit.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Limits now">
      <div className="grid gap-4">
        {limits.map(({ window, used, allowed, resetsAt }) => (
          <UsageMeter
            key={window}
            label={LABELS[window]}
            used={used}
            allowed={allowed}
            resetsAt={resetsAt}
          />
        ))}
      </div>
    </Panel>
  );
}
