"use client";

import { readUsage, readUsageChoices } from "@/app/(dashboard)/usage/actions";
import { UsageScreen } from "@/components/usage/usage-screen";
import type { UsageChoices, UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";

const CLIENT = { readUsage, readChoices: readUsageChoices };

type LiveUsageProps = { initial: UsageOverview; initialQuery: UsageQuery; choices: UsageChoices };

export function LiveUsage(props: LiveUsageProps) {
  return <UsageScreen {...props} client={CLIENT} />;
}
