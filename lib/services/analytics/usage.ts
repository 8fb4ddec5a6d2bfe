import "server-only";
import { USAGE_GROUPS, type UsageGroup, usageContract } from "@/lib/contracts/analytics";
import { invalidField } from "@/lib/core/errors";
import { seenEnvironment } from "@/lib/services/analytics/seen-environment";
import { usageRange } from "@/lib/services/analytics/usage-range";
import { defineRead } from "@/lib/services/verb";
import { type SpeedCount, speedQuantile } from "@/lib/usage/speed-class";
import { readUsageCounts, type UsageCount } from "@/lib/usage/usage-counts";

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
    p50DurationMs: milliseconds(speedQuantile(speeds, 0.5)),
    p95DurationMs: milliseconds(speedQuantile(speeds, 0.95)),
  };
}

function milliseconds(microseconds: number | null): number | null {
  return microseconds === null ? null : Math.round(microseconds) / 1_000;
}
