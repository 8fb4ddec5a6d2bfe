import "server-only";
import { type UsageGroup, usageContract } from "@/lib/contracts/analytics";
import { invalidField } from "@/lib/core/errors";
import { usageRange } from "@/lib/services/analytics/usage-range";
import { defineRead } from "@/lib/services/verb";
import { readUsageCounts, type UsageCount } from "@/lib/usage/usage-counts";

/** More than the hours of two years, so that an ungrouped answer always fits. */
const MOST_ROWS = 20_000;

export const getUsage = defineRead(usageContract, async ({ principal, input }) => {
  const { granularity, keyId, route, outcome } = input;
  const range = usageRange(input);
  const grouped = new Set(input.groupBy?.split(","));
  const by = (group: UsageGroup) => grouped.has(group);
  const counts = await readUsageCounts({
    organizationId: principal.organizationId,
    granularity,
    ...range,
    keyId,
    route,
    outcome,
    groups: { key: by("key"), route: by("route"), outcome: by("outcome") },
    limit: MOST_ROWS + 1,
  });
  if (counts.length > MOST_ROWS) {
    throw invalidField("from", `More than ${MOST_ROWS} rows: shorten the range or group less.`);
  }
  return {
    data: counts.map(viewCount),
    totals: { requests: counts.reduce((sum, { requests }) => sum + requests, 0) },
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    granularity,
  };
});

function viewCount({ bucket, keyId, route, outcome, requests, durationUs }: UsageCount) {
  return {
    bucket: bucket.toISOString(),
    ...(keyId !== null && { keyId }),
    ...(route !== null && { route }),
    ...(outcome !== null && { outcome }),
    requests,
    averageDurationMs: Math.round(durationUs / requests) / 1_000,
  };
}
