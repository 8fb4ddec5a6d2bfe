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

export const listPlans = defineRead(planContracts.list, ({ principal, input, db }) =>
  pageOfPlans(db, principal, input),
);

async function pageOfPlans(
  db: Transaction,
  principal: Principal,
  input: z.output<typeof planContracts.list.input>,
) {
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "plan", ({ after, ...page }) =>
    db.plan.findMany({
      where: { organizationId, AND: [after, searching(input.search)] },
      include: withPrices,
      ...page,
    }),
  );
  const seen = await viewing(db, principal);
  return { data: rows.map((row) => viewPlan(row, seen)), pagination };
}

export const getPlan = defineRead(planContracts.get, ({ principal, input, db }) =>
  shownPlan(db, principal, input.id),
);

export async function shownPlan(db: Transaction, principal: Principal, id: string) {
  const { organizationId } = principal;
  const row = await db.plan.findFirst({ where: { id, organizationId }, include: withPrices });
  if (!row) throw notFound("Plan");
  return viewPlan(row, await viewing(db, principal));
}

export const planTable = defineRead(planScreens.table, async ({ principal, input, db }) => {
  const { data, pagination } = await pageOfPlans(db, principal, input);
  const counts = await customersOn(db, principal, data);
  const plans = data.map((plan) => ({ ...plan, customerCount: counts.get(plan.id) ?? 0 }));
  return { plans, nextCursor: pagination.nextCursor };
});

export const planOverview = defineRead(planScreens.overview, async ({ principal, input, db }) => {
  const plan = await shownPlan(db, principal, input.id);
  const counts = await customersOn(db, principal, [plan]);
  return { ...plan, customerCount: counts.get(plan.id) ?? 0 };
});

/** More than anyone chooses from. */
const MAX_CHOICES = 500;

export const planChoices = defineRead(planScreens.choices, async ({ principal, db }) => {
  const rows = await db.plan.findMany({
    where: { organizationId: principal.organizationId },
    orderBy: [{ searchText: "asc" }, { id: "asc" }],
    take: MAX_CHOICES,
  });
  return { plans: rows.map((row) => ({ id: row.id, name: row.name, ...limitsOf(row) })) };
});

/** How many customers are on each of some plans. */
async function customersOn(
  db: Transaction,
  { organizationId }: Principal,
  plans: readonly { id: string }[],
) {
  const counts = await db.customer.groupBy({
    by: ["planId"],
    where: { organizationId, planId: { in: plans.map(({ id }) => id) } },
    _count: true,
  });
  return new Map(counts.map(({ planId, _count }) => [planId, _count]));
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
