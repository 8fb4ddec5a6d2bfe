import { formatCount } from "@/components/format";
import type { KeyActivity } from "@/components/key/key-facts";
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

function fillOf(share: number) {
  if (share >= 1) return "fill-destructive-fill";
  return share >= 0.8 ? "fill-warning-fill" : "fill-chart-1";
}

function UsageMeter({ label, used, allowed, resetsAt }: UsageMeterProps) {
  const share = allowed === null ? 0 : Math.min(1, used / Math.max(1, allowed));
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
      {allowed === null ? null : (
        <>
          <meter className="sr-only" aria-label={label} value={used} min={0} max={allowed} />
          <svg aria-hidden="true" className="h-1.5 w-full overflow-hidden rounded-full">
            <rect width="100%" height="100%" className="fill-muted-foreground/20" />
            <rect width={`${share * 100}%`} height="100%" rx="3" className={fillOf(share)} />
          </svg>
        </>
      )}
      <p className="text-xs text-muted-foreground">
        Resets <RelativeTime at={resetsAt} />
      </p>
    </div>
  );
}
