import type { UsageClient } from "@/components/usage/usage-client";
import { UsagePanel } from "@/components/usage/usage-panel";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

type KeyUsageProps = {
  keyId: string;
  /** Of `PANEL_RANGE`, as the server read it. */
  initial: UsageOverview;
  readUsage: UsageClient["readUsage"];
};

/** What one key called, for its page. */
export function KeyUsage({ keyId, initial, readUsage }: KeyUsageProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="mt-2 text-lg font-semibold">Usage</h2>
      <UsagePanel filters={{ keyId }} initial={initial} readUsage={readUsage} />
    </div>
  );
}
