import "server-only";
import { USAGE_GROUPS, type UsageGroup, usageContract } from "@/lib/contracts/analytics/contracts";
import { usageOverviewContract } from "@/lib/contracts/analytics/overview";
import { clock } from "@/lib/core/clock";
import { invalidField } from "@/lib/core/errors";
import { seenEnvironment } from "@/lib/services/caller-rights";
import { defineRead } from "@/lib/services/verb";
import { readUsageCounts, readUsageOverview, type UsageCount } from "@/lib/usage/read-usage";
import { type SpeedCount, speedQuantile } from "@/lib/usage/speed-class";
import { screenRange, usageRange } from "@/lib/usage/usage-range";
import { bucketsOf, capabilitiesOf, errorsOf, keysOf, otherKeysOf, summaryOf } from "./summaries";
import { capabilityNames, keyNames } from "./usage-names";

export const usageOverview = defineRead(usageOverviewContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { range: _range, from: _from, to: _to, ...filters } = input;
  const { granularity, from, to } = screenRange(input);
  const length = to.getTime() - from.getTime();
  const counts = await readUsageOverview({
    ...filters,
    organizationId,
    environment: seenEnvironment(principal, input.environment),
    granularity,
    from: new Date(from.getTime() - length),
    since: from,
    to,
  });
  const keys = keysOf(counts);
  const capabilities = capabilitiesOf(counts);
  const [keyFacts, capabilityFacts] = await Promise.all([
    keyNames(db, organizationId, keys),
    capabilityNames(db, organizationId, capabilities),
  ]);
  return {
    range: { from: from.toISOString(), to: to.toISOString(), granularity },
    current: summaryOf(counts, ({ at }) => at !== null),
    previous: summaryOf(counts, ({ at }) => at === null),
    buckets: bucketsOf(counts),
    keys: keys.map((key) => ({ ...key, facts: keyFacts.get(key.id) ?? null })),
    keyCount: counts.keyCount,
    otherKeys: otherKeysOf(counts),
    capabilities: capabilities.map((capability) => ({
      ...capability,
      ...(capabilityFacts.get(capability.id) ?? { name: null, productId: null }),
    })),
    errors: errorsOf(counts),
    timestamp: clock.now().toISOString(),
  };
});

/** More than the hours of two years and the minutes of a week, so that an ungrouped answer always fits. */
const MAX_ROWS = 20_000;

export const getUsage = defineRead(usageContract, async ({ principal, input }) => {
  const { groupBy, from: _from, to: _to, ...filters } = input;
  const range = usageRange(input);
  const asked = new Set<string>(groupBy?.split(","));
  const groups = USAGE_GROUPS.filter((group) => asked.has(group));
  const counts = await readUsageCounts({
    ...filters,
    ...range,
    organizationId: principal.organizationId,
    environment: seenEnvironment(principal, input.environment),
    groups,
    limit: MAX_ROWS + 1,
  });
  if (counts.length > MAX_ROWS) {
    throw invalidField("from", `More than ${MAX_ROWS} rows: shorten the range or group less.`);
  }
  const requests = counts.reduce((sum, count) => sum + count.requests, 0);
  return {
    data: counts.map((count) => viewCount(count, groups)),
    totals: { requests, ...durations(counts.flatMap(speedsOf)) },
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    granularity: range.granularity,
  };
});

function viewCount(count: UsageCount, groups: readonly UsageGroup[]) {
  const { bucket, requests, durationUs, key, route, outcome } = count;
  const told = new Set<string>(groups);
  const { capability, product, surface, environment } = count;
  return {
    bucket: bucket.toISOString(),
    ...(key !== null && { keyId: key }),
    ...(route !== null && { route }),
    ...(outcome !== null && { outcome }),
    ...(told.has("capability") && { capabilityId: capability }),
    ...(told.has("product") && { productId: product }),
    ...(told.has("surface") && { surfaceId: surface }),
    ...(told.has("environment") && { environment }),
    requests,
    averageDurationMs: Math.round(durationUs / requests) / 1_000,
    ...durations(speedsOf(count)),
  };
}

function speedsOf({ speeds, counts }: UsageCount): SpeedCount[] {
  return speeds.map((speed, index) => ({ speed, requests: counts[index] ?? 0 }));
}

function durations(speeds: readonly SpeedCount[]) {
  return {
    p50DurationMs: millisecondsAt(speeds, 0.5),
    p95DurationMs: millisecondsAt(speeds, 0.95),
  };
}

function millisecondsAt(speeds: readonly SpeedCount[], share: number): number | null {
  const microseconds = speedQuantile(speeds, share);
  return microseconds === null ? null : Math.round(microseconds) / 1_000;
}
