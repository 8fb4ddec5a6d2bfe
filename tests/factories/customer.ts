import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import type { CreatedKey } from "./key";

type CustomerFacts = { organizationId: string } & Partial<
  Omit<Prisma.CustomerUncheckedCreateInput, "id" | "organizationId">
>;

/** A customer, and the keys that it is to hold. */
export async function makeCustomer(
  { organizationId, ...facts }: CustomerFacts,
  keys: readonly CreatedKey[] = [],
): Promise<string> {
  const id = newId("customer");
  await prisma().customer.create({ data: { id, organizationId, name: "Acme", ...facts } });
  await pool().query("UPDATE api_keys SET customer_id = $1 WHERE id = ANY ($2)", [
    id,
    keys.map((key) => key.id),
  ]);
  return id;
}

type PlanFacts = { organizationId: string } & Partial<
  Omit<Prisma.PlanUncheckedCreateInput, "id" | "organizationId">
>;

export async function makePlan({ organizationId, ...facts }: PlanFacts): Promise<string> {
  const id = newId("plan");
  await prisma().plan.create({
    data: { id, organizationId, name: id, quotaMode: "hard", ...facts },
  });
  return id;
}

type Priced = {
  organizationId: string;
  planId: string;
  customerId: string;
  /** By capability: tiers, each the units up to which it reaches and what one costs in millionths. */
  prices: Prisma.InputJsonObject;
  billFailed?: boolean;
};

/** Lets a customer be billed by the prices of a plan, from long ago on. */
export async function priceCustomer({ prices, billFailed = false, customerId, ...plan }: Priced) {
  const validFrom = new Date(0);
  const { organizationId, planId } = plan;
  await prisma().planPrices.create({ data: { ...plan, validFrom, billFailed, prices } });
  await prisma().customerPlan.create({ data: { organizationId, planId, customerId, validFrom } });
}
