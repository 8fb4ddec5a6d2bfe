import { OUTCOME_FACES, type OutcomeGroup } from "@/components/key/page/outcome-groups";
import type { UsageOverview, UsageSummary } from "@/lib/contracts/analytics/overview";
import { OUTCOMES } from "@/lib/core/outcome";
import { WINDOWS } from "@/lib/core/windows";

const STEPS = [1, 2, 5, 10];
const MAX_STEPS = 4;

/** Round numbers from 0 to at least `peak`, evenly spaced; `whole` ones for what is counted. */
export function axisMarks(peak: number, whole: boolean): number[] {
  const rough = (peak > 0 ? peak : 1) / MAX_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = (STEPS.find((step) => step * power >= rough * 0.9999) ?? 10) * power;
  const step = whole ? Math.max(1, Math.ceil(round)) : round;
  const count = Math.max(1, Math.ceil((peak / step) * 0.9999));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** Which of `count` columns have a label, so that `room` labels at most stand beside each other. */
export function labelledColumns(count: number, room: number): number[] {
  const labels = Math.min(count, room);
  return Array.from({ length: labels }, (_, label) => Math.floor(((label + 0.5) * count) / labels));
}

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
  const size = WINDOWS[range.granularity].seconds * 1_000;
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

/** Whether a timed point has no timed neighbour, so that no line leads to it. */
export function isAlone(points: readonly UsagePoint[], index: number): boolean {
  const isTimed = (at: number) => (points[at]?.p50 ?? null) !== null;
  return isTimed(index) && !isTimed(index - 1) && !isTimed(index + 1);
}

/** "+12%" against what was before; null when nothing was. */
export function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return (now - before) / before;
}
