import "server-only";
import { customersUsageContract } from "@/lib/contracts/analytics/customers";
import { clock } from "@/lib/core/clock";
import type { Transaction } from "@/lib/db/prisma";
import { holds, seenEnvironment } from "@/lib/services/caller-rights";
import { viewSums } from "@/lib/services/money";
import { defineRead } from "@/lib/services/verb";
import { type MeteredSum, readCustomerUsage } from "@/lib/usage/read-customer-usage";
import { screenRange } from "@/lib/usage/usage-range";
import { capabilityNames, keyNames } from "./usage-names";

const MAX_ROWS = 100;
const HOUR_MS = 3_600_000;

export const customersUsage = defineRead(customersUsageContract, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { groupBy, customerId, integration, keyId, capabilityId } = input;
  const { granularity, from, to } = screenRange(input);
  const seesCosts = holds(principal, "COSTS:READ");
  const range = {
    organizationId,
    unit: granularity === "day" ? ("day" as const) : ("hour" as const),
    from: new Date(Math.floor(from.getTime() / HOUR_MS) * HOUR_MS),
    to,
    environment: seenEnvironment(principal, input.environment),
  };
  const measure = input.measure === "cost" && !seesCosts ? "requests" : input.measure;
  const asked = { ...range, customerId, integration, keyId, capabilityId, measure };
  const busiest = { ...range, measure: "requests" as const, limit: MAX_ROWS };
  const [rows, totals, customers, integrations] = await Promise.all([
    readCustomerUsage({ ...asked, groups: [groupBy], limit: MAX_ROWS + 1 }),
    readCustomerUsage({ ...asked, groups: [], limit: 1 }),
    readCustomerUsage({ ...busiest, groups: ["customer"] }),
    readCustomerUsage({ ...busiest, customerId, groups: ["integration"] }),
  ]);
  const idsOf = (sums: readonly MeteredSum[], of: keyof MeteredSum) =>
    sums.map((sum) => sum[of]).filter((id) => typeof id === "string");
  const offered = [...idsOf(customers, "customer"), ...(customerId ? [customerId] : [])];
  const page = rows.slice(0, MAX_ROWS);
  const ids = idsOf(page, groupBy);
  const named = await customerNames(db, organizationId, [...offered, ...ids]);
  const names = await namesOf(db, organizationId, groupBy, ids, named);
  return {
    rows: page.map((sum) => {
      const id = sum[groupBy];
      return { id, name: (id !== null && names.get(id)) || null, ...viewSums([sum], seesCosts) };
    }),
    hasMore: rows.length > MAX_ROWS,
    totals: viewSums(totals, seesCosts),
    customers: [...new Set(offered)].map((id) => ({ id, name: named.get(id) ?? id })),
    integrations: idsOf(integrations, "integration").toSorted(),
    timestamp: clock.now().toISOString(),
  };
});

type Names = ReadonlyMap<string, string>;

async function customerNames(db: Transaction, organizationId: string, ids: string[]) {
  const rows = await db.customer.findMany({
    where: { organizationId, id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function namesOf(
  db: Transaction,
  organizationId: string,
  group: "customer" | "integration" | "key" | "capability",
  ids: readonly string[],
  customers: Names,
): Promise<Names> {
  if (group === "customer") return customers;
  if (group === "integration") return new Map(ids.map((id) => [id, id]));
  const found = await (group === "key" ? keyNames : capabilityNames)(
    db,
    organizationId,
    ids.map((id) => ({ id })),
  );
  return new Map(ids.map((id) => [id, found.get(id)?.name ?? ""]));
}
