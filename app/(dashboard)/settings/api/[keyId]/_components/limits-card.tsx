import { Panel } from "@/app/(dashboard)/settings/api/[keyId]/_components/panel";
import { UsageMeter } from "@/components/usage-meter";
import type { PlatformKeyOverview } from "@/lib/contracts/platform-key-screen";

const LABELS = { minute: "This minute", hour: "This hour", day: "Today" } as const;

export function LimitsCard({ limits }: { limits: PlatformKeyOverview["limits"] }) {
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
