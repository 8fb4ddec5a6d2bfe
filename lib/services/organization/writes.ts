import "server-only";
import { updateOrganizationContract } from "@/lib/contracts/organization/contracts";
import { currencyInUse } from "@/lib/core/refusals";
import { lockCurrency } from "@/lib/db/content-locks";
import type { Transaction } from "@/lib/db/prisma";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { hasAmounts } from "@/lib/usage/read-customer-usage";

export const updateOrganization = defineWrite(updateOrganizationContract, async (context) => {
  const { principal, input, db } = context;
  const { organizationId: id } = principal;
  const { currency } = input;
  await lockCurrency(db, id);
  const current = await db.organization.findUniqueOrThrow({ where: { id } });
  if (current.currency === currency) return { output: { currency }, audit: NOTHING_CHANGED };
  if ((await isSaid(db, id)) || (await hasAmounts(id))) throw currencyInUse(current.currency);
  await db.organization.update({ where: { id }, data: { currency } });
  return { output: { currency }, audit: { id, metadata: { currency } } };
});

/** Whether any price, cap or cost is said, which another currency would make another amount. */
async function isSaid(db: Transaction, organizationId: string): Promise<boolean> {
  const where = { organizationId };
  const capped = { organizationId, spendCapPerMonth: { not: null } };
  const found = [
    await db.planPrices.findFirst({ where, select: { planId: true } }),
    await db.capabilityCost.findFirst({ where, select: { capabilityId: true } }),
    await db.plan.findFirst({ where: capped, select: { id: true } }),
    await db.customer.findFirst({ where: capped, select: { id: true } }),
  ];
  return found.some((row) => row !== null);
}
