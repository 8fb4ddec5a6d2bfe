import { formatCount } from "@/components/format";
import type { KeyActivity } from "@/components/key/key-facts";
import { MeterBar } from "@/components/meter-bar";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { WINDOWS } from "@/lib/core/windows";

export function LimitsCard({ limits }: { limits: KeyActivity["limits"] }) {
  if (limits.every(({ allowed }) => allowed === null)) {
    return (
      <Panel title="Rate limits">
        <p className="text-sm text-muted-foreground">No limit.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Rate limits">
      <div className="grid gap-4">
        {limits.map(({ window, used, allowed, resetsAt }) => (
          <UsageMeter
            key={window}
            label={WINDOWS[window].current}
            used={used}
            allowed={allowed}
            resetsAt={resetsAt}
          />
        ))}
      </div>
    </Panel>
  );
}

type UsageMeterProps = {
  /** The window: "This hour". */
  label: string;
  used: number;
  /** Null when there is no limit. */
  allowed: number | null;
  /** ISO time at which the window starts again. */
  resetsAt: string;
};

function UsageMeter({ label, used, allowed, resetsAt }: UsageMeterProps) {
  const count = formatCount(used);
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        <span className="tabular-nums">
          {count}
          <span className="text-muted-foreground">
            {allowed === null ? " used, no limit" : ` of ${formatCount(allowed)}`}
          </span>
        </span>
      </div>
      {allowed === null ? null : <MeterBar label={label} used={used} allowed={allowed} />}
      <p className="text-xs text-muted-foreground">
        Resets <RelativeTime at={resetsAt} />
      </p>
    </div>
  );
}
