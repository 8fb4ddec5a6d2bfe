import type { OutcomeGroup } from "@/components/key/page/outcome-groups";
import { OUTCOME_FACES } from "@/components/key/page/outcome-groups";
import type { Granularity } from "@/lib/contracts/usage-fields";
import type { UsageOverview, UsageSummary } from "@/lib/contracts/usage-overview";
import { OUTCOMES } from "@/lib/core/outcome";

const SIZES = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const satisfies Record<
  Granularity,
  number
>;

export type GroupCounts = Record<OutcomeGroup, number>;

export type UsagePoint = {
  /** ISO time at which it begins. */
  at: string;
  requests: number;
  counts: GroupCounts;
  p50: number | null;
  p95: number | null;
};

/** Requests by what they are drawn as. */
export function groupCounts(outcomes: UsageSummary["outcomes"]): GroupCounts {
  const counts: GroupCounts = { accepted: 0, refused: 0, limited: 0, errors: 0 };
  for (const outcome of OUTCOMES) counts[OUTCOME_FACES[outcome].group] += outcomes[outcome] ?? 0;
  return counts;
}

/** Every bucket of the range in order, those without requests too. */
export function usagePoints({ range, buckets }: Pick<UsageOverview, "range" | "buckets">) {
  const known = new Map(buckets.map((bucket) => [Date.parse(bucket.at), bucket]));
  const size = SIZES[range.granularity];
  const from = Date.parse(range.from);
  const length = Math.round((Date.parse(range.to) - from) / size);
  return Array.from({ length }, (_, index): UsagePoint => {
    const start = from + index * size;
    const bucket = known.get(start);
    return {
      at: new Date(start).toISOString(),
      requests: bucket?.requests ?? 0,
      counts: groupCounts(bucket?.outcomes ?? {}),
      p50: bucket?.p50 ?? null,
      p95: bucket?.p95 ?? null,
    };
  });
}

/** The end of an axis that holds a value: 1, 2 or 5 times a power of ten. */
export function axisEnd(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** "+12%" against what was before; null when nothing was. */
export function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return (now - before) / before;
}
