import "server-only";
import type { UsageSummary } from "@/lib/contracts/analytics/overview";
import type { Outcome } from "@/lib/core/outcome";
import type { OverviewCounts } from "@/lib/usage/read-usage";
import { type SpeedCount, speedQuantile } from "@/lib/usage/speed-class";

type OutcomeCount = { outcome: Outcome; requests: number };

/** The requests of each outcome, added up. */
function byOutcome(counts: readonly OutcomeCount[]): Partial<Record<Outcome, number>> {
  const sums: Partial<Record<Outcome, number>> = {};
  for (const { outcome, requests } of counts) sums[outcome] = (sums[outcome] ?? 0) + requests;
  return sums;
}

function sumOf(counts: readonly { requests: number }[]): number {
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

/** What belongs to some of the buckets; that of no moment is all the time before. */
export function summaryOf(
  { outcomes, speeds }: OverviewCounts,
  belongs: (count: { at: Date | null }) => boolean,
): UsageSummary {
  return summary(outcomes.filter(belongs), speeds.filter(belongs));
}

/** Each bucket with requests, in order. */
export function bucketsOf({ outcomes, speeds }: OverviewCounts) {
  const outcomesAt = grouped(outcomes, ({ at }) => at?.toISOString());
  const speedsAt = grouped(speeds, ({ at }) => at?.toISOString());
  return [...outcomesAt.keys()].sort().map((at) => ({
    at,
    ...summary(outcomesAt.get(at) ?? [], speedsAt.get(at) ?? []),
  }));
}

/** Those that have a name, by name, in the order in which the names come. */
function grouped<T>(counts: readonly T[], nameOf: (count: T) => string | null | undefined) {
  const groups = new Map<string, T[]>();
  for (const count of counts) {
    const name = nameOf(count);
    if (name) groups.set(name, [...(groups.get(name) ?? []), count]);
  }
  return groups;
}

type KeyCount = OverviewCounts["keys"][number];
type CapabilityCount = { capabilityId: string | null; requests: number };

/** The requests of each capability, most first; null is for requests that reached none. */
function byCapability(counts: readonly CapabilityCount[]): CapabilityCount[] {
  const sums = new Map<string | null, number>();
  for (const { capabilityId, requests } of counts) {
    sums.set(capabilityId, (sums.get(capabilityId) ?? 0) + requests);
  }
  return [...sums]
    .map(([capabilityId, requests]) => ({ capabilityId, requests }))
    .sort((one, other) => other.requests - one.requests);
}

function counted(counts: readonly KeyCount[]) {
  return {
    requests: sumOf(counts),
    outcomes: byOutcome(counts),
    capabilities: byCapability(counts),
  };
}

/** The listed keys, most requests first. */
export function keysOf({ keys }: OverviewCounts) {
  return [...grouped(keys, ({ keyId }) => keyId)]
    .map(([id, counts]) => ({ id, ...counted(counts) }))
    .sort((one, other) => other.requests - one.requests || (one.id < other.id ? -1 : 1));
}

/** What the keys that are not listed add up to. */
export function otherKeysOf({ keys }: OverviewCounts) {
  return counted(keys.filter(({ keyId }) => keyId === null));
}

/** Every capability that was called, most requests first. */
export function capabilitiesOf({ keys }: OverviewCounts) {
  return byCapability(keys).map(({ capabilityId, requests }) => ({ id: capabilityId, requests }));
}

/** Requests that were not served, by outcome and by capability, most first. */
export function errorsOf({ keys }: OverviewCounts) {
  const refused = keys.filter(({ outcome }) => outcome !== "ok");
  const outcomes = [...new Set(refused.map(({ outcome }) => outcome))];
  const errors = outcomes.flatMap((outcome) => {
    const counts = refused.filter((count) => count.outcome === outcome);
    return byCapability(counts).map((count) => ({ ...count, outcome }));
  });
  return errors.sort((one, other) => other.requests - one.requests);
}
