import "server-only";
import type { z } from "zod";
import { planContracts } from "@/lib/contracts/plan/contracts";
import type { Price } from "@/lib/contracts/plan/money";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { newId } from "@/lib/core/ids";
import { planInUse, samePlan } from "@/lib/core/refusals";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { holdCurrency, lockContent } from "@/lib/db/content-locks";
import { customersPricedBy, markLeavers } from "@/lib/db/customers";
import { orRefuse } from "@/lib/db/database-errors";
import type { PlanPrices } from "@/lib/db/generated/client";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { countsFrom, inForce } from "@/lib/db/valid-from";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { amountToStore, assertPriced, pricesToShow, pricesToStore } from "@/lib/services/money";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { shownPlan, withPrices } from "./reads";

export const createPlan = defineWrite(planContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { name, limits, quota, spendCapPerMonth, ...money } = input;
  const { organizationId } = principal;
  const id = newId("plan");
  if (spendCapPerMonth !== null) await holdCurrency(db, organizationId);
  await orRefuse(
    db.plan.create({
      data: {
        ...{ id, organizationId, name },
        ...limitsToStore(limits),
        ...quotaToStore(quota),
        spendCapPerMonth: amountToStore(spendCapPerMonth),
        isPriced: money.prices.length > 0 || money.billFailed,
      },
    }),
    { duplicate: samePlan() },
  );
  await priceFrom(db, { id, organizationId, prices: [] }, money);
  return {
    output: await shownPlan(db, principal, id),
    audit: { id, metadata: { name, ...limits, ...quota, spendCapPerMonth, ...factsOf(money) } },
  };
});

export const updatePlan = defineWrite(planContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, revision, name, limits, quota, spendCapPerMonth, ...money } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "plans", where);
  const current = await db.plan.findUnique({ where, include: withPrices });
  if (!current) throw notFound("Plan");
  assertUnchanged(current.revision, { revision, precondition }, "plan");
  if (spendCapPerMonth) await holdCurrency(db, where.organizationId);
  const changes = changesOf(current, {
    name,
    ...(limits && limitsToStore(limits)),
    ...(quota && quotaToStore(quota)),
    ...(spendCapPerMonth !== undefined && { spendCapPerMonth: amountToStore(spendCapPerMonth) }),
  });
  const isPriced = await priceFrom(db, current, money);
  if (isNothing(changes) && !isPriced)
    return { output: await shownPlan(db, principal, id), audit: NOTHING_CHANGED };
  await orRefuse(
    db.plan.update({
      where,
      data: { ...changes, ...(isPriced && { isPriced }), updatedAt: await databaseNow(db) },
    }),
    { duplicate: samePlan() },
  );
  return {
    output: await shownPlan(db, principal, id),
    audit: {
      id,
      metadata: {
        ...omitUndefined({ name, spendCapPerMonth, ...(isPriced && factsOf(money)) }),
        ...limits,
        ...quota,
      },
    },
  };
});

export const deletePlan = defineWrite(planContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "plans", where);
  const current = await db.plan.findUnique({ where });
  if (!current) throw notFound("Plan");
  assertUnchanged(current.revision, { precondition }, "plan");
  const customers = await customersPricedBy(db, where);
  if (customers > 0) throw planInUse(customers);
  await db.plan.delete({ where });
  return {
    output: { id, deleted: true as const },
    audit: { id, metadata: { name: current.name } },
  };
});

type Money = { prices?: readonly Price[] | undefined; billFailed?: boolean | undefined };

/** As the record says it: a text for each capability. */
function factsOf({ prices, billFailed }: Money) {
  const said = prices?.map(({ capabilityId, tiers }) => {
    const parts = tiers.map(({ upTo, unitPrice }) => `${unitPrice} up to ${upTo ?? "any"}`);
    return `${capabilityId}: ${parts.join(", ")}`;
  });
  return omitUndefined({ prices: said, billFailed });
}

type PricedPlan = { id: string; organizationId: string; prices: readonly PlanPrices[] };

/** Changes what a plan's calls are sold for, from when that counts; answers whether anything changes. */
async function priceFrom(db: Transaction, plan: PricedPlan, asked: Money): Promise<boolean> {
  const { id: planId, organizationId } = plan;
  const { current } = inForce(plan.prices, await databaseNow(db));
  const shown = (table: PlanPrices | null) => ({
    prices: table ? pricesToShow(table.prices) : [],
    billFailed: table?.billFailed ?? false,
  });
  const coming = shown(plan.prices[0] ?? null);
  const changes = changesOf(coming, asked);
  if (isNothing(changes)) return false;
  const { prices, billFailed } = { ...coming, ...changes };
  await assertPriced(db, organizationId, prices, [...shown(current).prices, ...coming.prices]);
  const data = { billFailed, prices: pricesToStore(prices) };
  await holdCurrency(db, organizationId);
  const validFrom = await countsFrom(db, plan.prices);
  if (plan.prices.length === 0) await markLeavers(db, plan);
  await db.planPrices.upsert({
    where: { planId_validFrom: { planId, validFrom } },
    create: { organizationId, planId, validFrom, ...data },
    update: data,
  });
  return true;
}

type Limits = z.output<typeof planContracts.create.input>["limits"];
type Quota = z.output<typeof planContracts.create.input>["quota"];

function limitsToStore(limits: Limits) {
  return perWindow("limitPer", WINDOW_NAMES, (window) => limits[nameIn("per", window)]);
}

function quotaToStore({ unitsPerMonth, mode }: Quota) {
  return {
    unitsPerMonth: unitsPerMonth === null ? null : BigInt(unitsPerMonth),
    quotaMode: mode,
  };
}
