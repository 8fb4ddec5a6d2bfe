import "server-only";
import { byOutcome, sumOf } from "@/lib/services/analytics/summaries";
import type { OverviewCounts } from "@/lib/usage/usage-overview";

type KeyCount = OverviewCounts["keys"][number];
type CapabilityCount = { capabilityId: string | null; requests: number };

/** The requests of each capability, most first; null stands for requests that reached none. */
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
  const groups = new Map<string, KeyCount[]>();
  for (const count of keys) {
    if (count.keyId === null) continue;
    const group = groups.get(count.keyId);
    if (group) group.push(count);
    else groups.set(count.keyId, [count]);
  }
  return [...groups]
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

/** Requests that were not served, by what became of them and by capability, most first. */
export function errorsOf({ keys }: OverviewCounts) {
  const refused = keys.filter(({ outcome }) => outcome !== "ok");
  const outcomes = [...new Set(refused.map(({ outcome }) => outcome))];
  return outcomes
    .flatMap((outcome) =>
      byCapability(refused.filter((count) => count.outcome === outcome)).map((count) => ({
        ...count,
        outcome,
      })),
    )
    .sort((one, other) => other.requests - one.requests);
}
