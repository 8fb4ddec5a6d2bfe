import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { cn } from "@/components/cn";
import { formatCount, formatDuration } from "@/components/format";
import type { UsageOverview, UsageSummary } from "@/lib/contracts/analytics/overview";
import { changeOf, type GroupCounts, groupCounts } from "./series";

type Numbers = UsageSummary & GroupCounts;

type Total = {
  label: string;
  value: (numbers: Numbers) => number | null;
  format?: (value: number) => string;
  /** Whether more of it is worse. */
  bad?: boolean;
};

const TOTALS: readonly Total[] = [
  { label: "Requests", value: ({ requests }) => requests },
  { label: "Accepted", value: ({ accepted }) => accepted },
  { label: "Rate limited", value: ({ limited }) => limited, bad: true },
  { label: "Refused or failed", value: ({ refused, errors }) => refused + errors, bad: true },
  { label: "p50 latency", value: ({ p50 }) => p50, format: formatDuration, bad: true },
  { label: "p95 latency", value: ({ p95 }) => p95, format: formatDuration, bad: true },
];

function numbersOf(summary: UsageSummary): Numbers {
  return { ...summary, ...groupCounts(summary.outcomes) };
}

/** The numbers of the whole range, each beside the time of the same length before. */
export function UsageTotals({ usage }: { usage: UsageOverview }) {
  const [current, previous] = [numbersOf(usage.current), numbersOf(usage.previous)];
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-xl border bg-card shadow-raised sm:grid-cols-3 xl:grid-cols-6">
      {TOTALS.map(({ label, value, format = formatCount, bad }) => {
        const now = value(current);
        const before = value(previous);
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
                before={previous.requests === 0 || before === null ? null : format(before)}
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
