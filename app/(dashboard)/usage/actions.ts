"use server";

import { action } from "@/lib/actions/action";
import { usageChoices } from "@/lib/services/analytics/choices";
import { usageOverview } from "@/lib/services/analytics/reads";

export const readUsage = action(usageOverview);
export const readUsageChoices = action(usageChoices);
