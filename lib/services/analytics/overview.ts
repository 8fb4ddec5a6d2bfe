import "server-only";
import { usageOverviewContract } from "@/lib/contracts/usage-overview";
import { clock } from "@/lib/core/clock";
import { capabilitiesOf, errorsOf, keysOf, otherKeysOf } from "@/lib/services/analytics/key-counts";
import { seenEnvironment } from "@/lib/services/analytics/seen-environment";
import { bucketsOf, currentOf, previousOf } from "@/lib/services/analytics/summaries";
import { capabilityNames, keyNames } from "@/lib/services/analytics/usage-names";
import { screenRange } from "@/lib/services/analytics/usage-range";
import { defineRead } from "@/lib/services/verb";
import { readUsageOverview } from "@/lib/usage/usage-overview";

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
    keyNames(
      db,
      organizationId,
      keys.map(({ id }) => id),
    ),
    capabilityNames(
      db,
      organizationId,
      capabilities.map(({ id }) => id),
    ),
  ]);
  return {
    range: { from: from.toISOString(), to: to.toISOString(), granularity },
    current: currentOf(counts),
    previous: previousOf(counts),
    buckets: bucketsOf(counts),
    keys: keys.map((key) => ({ ...key, facts: keyFacts.get(key.id) ?? null })),
    keyCount: counts.keyCount,
    otherKeys: otherKeysOf(counts),
    capabilities: capabilities.map((capability) => ({
      ...capability,
      name: capabilityFacts.get(capability.id)?.name ?? null,
      productId: capabilityFacts.get(capability.id)?.productId ?? null,
    })),
    errors: errorsOf(counts),
    timestamp: clock.now().toISOString(),
  };
});
