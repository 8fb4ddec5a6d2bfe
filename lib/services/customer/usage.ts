import "server-only";
import { CUSTOMER_USAGE_GROUPS, customerUsageContract } from "@/lib/contracts/customer/usage";
import { invalidField, notFound } from "@/lib/core/errors";
import { holds, seenEnvironment } from "@/lib/services/caller-rights";
import { viewSums } from "@/lib/services/money";
import { defineRead } from "@/lib/services/verb";
import {
  type CustomerUsageGroup,
  type MeteredSum,
  readCustomerUsage,
} from "@/lib/usage/read-customer-usage";
import { monthRange } from "@/lib/usage/usage-range";

const MAX_ROWS = 20_000;

export const getCustomerUsage = defineRead(customerUsageContract, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { id, groupBy } = input;
  const { from, to } = monthRange(input);
  const environment = seenEnvironment(principal, input.environment);
  const asked = new Set<string>(groupBy?.split(","));
  const groups = CUSTOMER_USAGE_GROUPS.filter((group) => asked.has(group));
  const where = { id, organizationId };
  if (!(await db.customer.findFirst({ where, select: { id: true } }))) throw notFound("Customer");
  const rows = await readCustomerUsage({
    ...{ organizationId, customerId: id, environment, from, to, groups },
    limit: MAX_ROWS + 1,
  });
  if (rows.length > MAX_ROWS) {
    throw invalidField("from", `More than ${MAX_ROWS} rows: shorten the range or group less.`);
  }
  const seesCosts = holds(principal, "COSTS:READ");
  return {
    data: rows.map((row) => ({ ...viewGroups(row, groups), ...viewSums([row], seesCosts) })),
    totals: viewSums(rows, seesCosts),
  };
});

function viewGroups(row: MeteredSum, groups: readonly CustomerUsageGroup[]) {
  const told = new Set(groups);
  const { day, capability, key, integration } = row;
  return {
    ...(told.has("day") && { day: String(day) }),
    ...(told.has("capability") && { capabilityId: capability }),
    ...(told.has("key") && { keyId: String(key) }),
    ...(told.has("integration") && { integration }),
  };
}
