import "server-only";
import type { z } from "zod";
import { planContracts, type planView } from "@/lib/contracts/plan/contracts";
import { planScreens } from "@/lib/contracts/plan/screen";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import type { Plan, Prisma } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import { inForce, NEWEST_TWO } from "@/lib/db/valid-from";
import type { Principal } from "@/lib/policy/principal";
import { amountToShow, pricesToShow, type Viewing, viewing } from "@/lib/services/money";
import { defineRead } from "@/lib/services/verb";

export const listPlans = defineRead(planContracts.list, async ({ principal, input, db }) => {
  const { rows, pagination } = await pageOfPlans(db, principal, input);
  const seen = await viewing(db, principal);
  return { data: rows.map((row) => viewPlan(row, seen)), pagination };
});

function pageOfPlans(
  db: Transaction,
  { organizationId }: Principal,
  input: z.output<typeof planContracts.list.input>,
) {
  return readPage(input, "plan", ({ after, ...page }) =>
    db.plan.findMany({
      where: { organizationId, AND: [after, searching(input.search)] },
      include: withPrices,
      ...page,
    }),
  );
}

export const getPlan = defineRead(planContracts.get, ({ principal, input, db }) =>
  shownPlan(db, principal, input.id),
);

export async function shownPlan(db: Transaction, principal: Principal, id: string) {
  return viewPlan(await planRow(db, principal, id), await viewing(db, principal));
}

async function planRow(db: Transaction, { organizationId }: Principal, id: string) {
  const row = await db.plan.findFirst({ where: { id, organizationId }, include: withPrices });
  if (!row) throw notFound("Plan");
  return row;
}

export const planTable = defineRead(planScreens.table, async ({ principal, input, db }) => {
  const { organizationId: id } = principal;
  const { rows, pagination } = await pageOfPlans(db, principal, input);
  const { currency } = await db.organization.findUniqueOrThrow({ where: { id } });
  const plans = await withCounts(db, principal, rows);
  return { plans, nextCursor: pagination.nextCursor, currency };
});

export const planOverview = defineRead(planScreens.overview, async ({ principal, input, db }) => {
  const [plan] = await withCounts(db, principal, [await planRow(db, principal, input.id)]);
  if (!plan) throw notFound("Plan");
  return plan;
});

/** More than anyone chooses from. */
const MAX_CHOICES = 500;
const MAX_SOLD = 2_000;

export const planChoices = defineRead(planScreens.choices, async ({ principal, db }) => {
  const rows = await db.plan.findMany({
    where: { organizationId: principal.organizationId },
    orderBy: [{ searchText: "asc" }, { id: "asc" }],
    take: MAX_CHOICES,
  });
  return { plans: rows.map((row) => ({ id: row.id, name: row.name, ...limitsOf(row) })) };
});

export const soldCapabilities = defineRead(planScreens.capabilities, async ({ principal, db }) => {
  const rows = await db.capability.findMany({
    where: { organizationId: principal.organizationId },
    select: { id: true, capabilityName: true, product: { select: { name: true } } },
    orderBy: [{ product: { name: "asc" } }, { capabilityName: "asc" }, { id: "asc" }],
    take: MAX_SOLD,
  });
  return {
    capabilities: rows.map(({ id, capabilityName: name, product }) => ({
      ...{ id, name },
      productName: product.name,
    })),
  };
});

/** Plans as lists show them, with how many customers are on each. */
async function withCounts(db: Transaction, principal: Principal, plans: readonly PlanRow[]) {
  const { organizationId } = principal;
  const seen = await viewing(db, principal);
  const counts = await db.customer.groupBy({
    by: ["planId"],
    where: { organizationId, planId: { in: plans.map(({ id }) => id) } },
    _count: true,
  });
  const byId = new Map(counts.map(({ planId, _count }) => [planId, _count]));
  return plans.map((row) => ({
    ...viewPlan(row, seen),
    customerCount: byId.get(row.id) ?? 0,
    isPriced: row.isPriced,
  }));
}

/** What a plan is read with. */
export const withPrices = {
  prices: NEWEST_TWO,
  organization: { select: { currency: true } },
} as const satisfies Prisma.PlanInclude;

type PlanRow = Prisma.PlanGetPayload<{ include: typeof withPrices }>;

function viewPlan(row: PlanRow, { now, seesCosts }: Viewing): z.input<typeof planView> {
  const { id, name, revision, createdAt, updatedAt } = row;
  const { current, next } = inForce(row.prices, now);
  const table = (of: typeof current) => ({
    billFailed: of?.billFailed ?? false,
    ...(seesCosts && { prices: of ? pricesToShow(of.prices) : [] }),
  });
  return {
    ...isoDates({ id, name, revision, createdAt, updatedAt }),
    ...limitsOf(row),
    ...table(current),
    currency: row.organization.currency,
    pending: next && { from: next.validFrom.toISOString(), ...table(next) },
  };
}

function limitsOf(row: Plan) {
  const { unitsPerMonth, quotaMode: mode, spendCapPerMonth } = row;
  return {
    limits: perWindow("per", WINDOW_NAMES, (window) => row[nameIn("limitPer", window)]),
    quota: { unitsPerMonth: unitsPerMonth === null ? null : Number(unitsPerMonth), mode },
    spendCapPerMonth: amountToShow(spendCapPerMonth),
  };
}
