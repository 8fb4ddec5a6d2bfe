import { newId } from "@/lib/core/ids";
import type { UsageEvent } from "@/lib/usage/record-usage";
import type { CreatedKey } from "./key";

/** What is recorded of a call with a key that ended now. */
export function usageEvent(
  { organizationId, id: keyId, secretId }: Pick<CreatedKey, "organizationId" | "id" | "secretId">,
  facts: Partial<UsageEvent> = {},
): UsageEvent {
  return {
    ...{ organizationId, keyId, secretId, requestId: newId("request") },
    ...{ instance: "inst", batch: 1, size: 1, at: Date.now(), method: "POST", route: "/r" },
    ...{ path: null, permission: null, outcome: "ok", status: 200, durationUs: 10, address: null },
    ...{ userAgent: null, capabilityId: null, place: null, askedPermissions: null },
    ...{ customerId: null, integration: null, units: 0, overageUnits: 0, price: 0, cost: 0 },
    ...{ priceParts: null, billable: false, ...facts },
  };
}
