"use client";

import { ErrorsPanel } from "@/components/usage/errors-panel";
import { KeysPanel } from "@/components/usage/keys-panel";
import { LatencyPanel } from "@/components/usage/latency-panel";
import { LimitedPanel } from "@/components/usage/limited-panel";
import { MatrixPanel } from "@/components/usage/matrix-panel";
import { RequestsPanel } from "@/components/usage/requests-panel";
import { usageHref } from "@/components/usage/usage-ranges";
import { UsageTotals } from "@/components/usage/usage-totals";
import type { UsageOverview, UsageQuery } from "@/lib/contracts/usage-overview";

type UsagePartsProps = { usage: UsageOverview; query: UsageQuery };

/** Everything that is shown of usage. */
export function UsageParts({ usage, query }: UsagePartsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <UsageTotals usage={usage} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <RequestsPanel usage={usage} />
        <LatencyPanel usage={usage} />
      </div>
      <KeysPanel usage={usage} />
      <MatrixPanel
        usage={usage}
        hrefOf={(keyId, capabilityId) => usageHref({ ...query, keyId, capabilityId })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
        <ErrorsPanel usage={usage} />
        <LimitedPanel usage={usage} />
      </div>
    </div>
  );
}
