"use server";

import { action } from "@/lib/actions/action";
import { usageChoices } from "@/lib/services/analytics/choices";
import { customersUsage } from "@/lib/services/analytics/customers";
import { usageOverview } from "@/lib/services/analytics/reads";
import { findKey as find } from "@/lib/services/credential/reads";
import { search as searchAll } from "@/lib/services/search/reads";

export const findKey = action(find);
export const search = action(searchAll);
export const readUsage = action(usageOverview);
export const readCustomersUsage = action(customersUsage);
export const readUsageChoices = action(usageChoices);
