import "server-only";
import type { UsageSummary } from "@/lib/contracts/usage-overview";
import type { Outcome } from "@/lib/core/outcome";
import { type SpeedCount, speedQuantile } from "@/lib/usage/speed-class";
import type { OverviewCounts } from "@/lib/usage/usage-overview";

type OutcomeCount = { outcome: Outcome; requests: number };

/** The requests of each outcome, added up. */
export function byOutcome(counts: readonly OutcomeCount[]): Partial<Record<Outcome, number>> {
  const sums: Partial<Record<Outcome, number>> = {};
  for (const { outcome, requests } of counts) sums[outcome] = (sums[outcome] ?? 0) + requests;
  return sums;
}

export function sumOf(counts: readonly { requests: number }[]): number {
  return counts.reduce((sum, { requests }) => sum + requests, 0);
}

function summary(outcomes: readonly OutcomeCount[], speeds: readonly SpeedCount[]): UsageSummary {
  return {
    requests: sumOf(outcomes),
    outcomes: byOutcome(outcomes),
    p50: speedQuantile(speeds, 0.5),
    p95: speedQuantile(speeds, 0.95),
  };
}

/** The time in question as a whole. */
export function currentOf({ outcomes, speeds }: OverviewCounts): UsageSummary {
  return summary(
    outcomes.filter(({ at }) => at !== null),
    speeds.filter(({ at }) => at !== null),
  );
}

/** The time before. */
export function previousOf({ outcomes, speeds }: OverviewCounts): UsageSummary {
  return summary(
    outcomes.filter(({ at }) => at === null),
    speeds.filter(({ at }) => at === null),
  );
}

/** Each bucket with requests, in order. */
export function bucketsOf({ outcomes, speeds }: OverviewCounts) {
  const outcomesAt = groupByStart(outcomes);
  const speedsAt = groupByStart(speeds);
  return [...outcomesAt.keys()].sort().map((at) => ({
    at,
    ...summary(outcomesAt.get(at) ?? [], speedsAt.get(at) ?? []),
  }));
}

function groupByStart<T extends { at: Date | null }>(counts: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const count of counts) {
    if (!count.at) continue;
    const start = count.at.toISOString();
    const group = groups.get(start);
    if (group) group.push(count);
    else groups.set(start, [count]);
  }
  return groups;
}
