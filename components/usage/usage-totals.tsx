import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { cn } from "@/components/cn";
import { formatCount, formatDuration } from "@/components/format";
import type { UsageOverview, UsageSummary } from "@/lib/contracts/analytics/overview";
import { changeOf, groupCounts } from "./series";

type Total = {
  label: string;
  value: (summary: UsageSummary) => number | null;
  format: (value: number) => string;
  /** Whether more of it is worse. */
  bad?: boolean;
};

const TOTALS: readonly Total[] = [
  { label: "Requests", value: ({ requests }) => requests, format: formatCount },
  {
    label: "Accepted",
    value: ({ outcomes }) => groupCounts(outcomes).accepted,
    format: formatCount,
  },
  {
    label: "Rate limited",
    value: ({ outcomes }) => groupCounts(outcomes).limited,
    format: formatCount,
    bad: true,
  },
  {
    label: "Refused or failed",
    value: ({ outcomes }) => groupCounts(outcomes).refused + groupCounts(outcomes).errors,
    format: formatCount,
    bad: true,
  },
  { label: "p50 latency", value: ({ p50 }) => p50, format: formatDuration, bad: true },
  { label: "p95 latency", value: ({ p95 }) => p95, format: formatDuration, bad: true },
];

/** The numbers of the whole range, each beside the time of the same length before. */
export function UsageTotals({ usage }: { usage: UsageOverview }) {
  const isFirst = usage.previous.requests === 0;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-card shadow-raised sm:grid-cols-3 xl:grid-cols-6">
      {TOTALS.map(({ label, value, format, bad }) => {
        const now = value(usage.current);
        const before = value(usage.previous);
        return (
          <div
            key={label}
            className="-mr-px -mb-px grid content-start gap-0.5 border-r border-b p-3.5"
          >
            <dt className="text-xs text-muted-foreground">{label}</dt>
            <dd className="text-xl font-semibold tabular-nums">
              {now === null ? "–" : format(now)}
            </dd>
            <dd className="text-xs">
              <Change
                change={changeOf(now, before)}
                before={isFirst || before === null ? null : format(before)}
                bad={bad}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

type ChangeProps = { change: number | null; before: string | null; bad?: boolean | undefined };

function Change({ change, before, bad = false }: ChangeProps) {
  if (change === null) {
    return (
      <span className="text-muted-foreground">
        {before === null ? "none before" : `${before} before`}
      </span>
    );
  }
  const Arrow = change < 0 ? ArrowDownIcon : ArrowUpIcon;
  const worse = bad && change > 0;
  const percent = Math.abs(change * 100);
  const text = percent >= 1_000 ? "over 1,000%" : `${percent.toFixed(percent < 10 ? 1 : 0)}%`;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1 text-muted-foreground">
      <span
        className={cn(
          "inline-flex items-center gap-0.5 font-medium tabular-nums",
          worse && "text-destructive",
          bad && change < 0 && "text-success",
        )}
      >
        {change === 0 ? null : <Arrow aria-hidden className="size-3" />}
        <span className="sr-only">{change < 0 ? "Down" : "Up"}</span>
        {text}
      </span>
      <span>from {before}</span>
    </span>
  );
}
