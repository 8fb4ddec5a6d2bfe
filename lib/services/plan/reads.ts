import "server-only";
import type { z } from "zod";
import { planContracts } from "@/lib/contracts/plan/contracts";
import { planScreens } from "@/lib/contracts/plan/screen";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import type { Plan } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { defineRead } from "@/lib/services/verb";

export const listPlans = defineRead(planContracts.list, ({ principal, input, db }) =>
  pageOfPlans(db, principal, input),
);

async function pageOfPlans(
  db: Transaction,
  { organizationId }: Principal,
  input: z.output<typeof planContracts.list.input>,
) {
  const { rows, pagination } = await readPage(input, "plan", ({ after, ...page }) =>
    db.plan.findMany({ where: { organizationId, AND: [after, searching(input.search)] }, ...page }),
  );
  return { data: rows.map(viewPlan), pagination };
}

export const getPlan = defineRead(planContracts.get, ({ principal, input, db }) =>
  readPlan(db, principal, input.id),
);

async function readPlan(db: Transaction, { organizationId }: Principal, id: string) {
  const row = await db.plan.findFirst({ where: { id, organizationId } });
  if (!row) throw notFound("Plan");
  return viewPlan(row);
}

export const planTable = defineRead(planScreens.table, async ({ principal, input, db }) => {
  const { data, pagination } = await pageOfPlans(db, principal, input);
  const counts = await customersOn(db, principal, data);
  const plans = data.map((plan) => ({ ...plan, customerCount: counts.get(plan.id) ?? 0 }));
  return { plans, nextCursor: pagination.nextCursor };
});

export const planOverview = defineRead(planScreens.overview, async ({ principal, input, db }) => {
  const plan = await readPlan(db, principal, input.id);
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
  return {
    plans: rows.map(viewPlan).map(({ id, name, limits, quota }) => ({ id, name, limits, quota })),
  };
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

export function viewPlan(row: Plan) {
  const { id, name, unitsPerMonth, quotaMode: mode, revision, createdAt, updatedAt } = row;
  return {
    ...isoDates({ id, name, revision, createdAt, updatedAt }),
    limits: perWindow("per", WINDOW_NAMES, (window) => row[nameIn("limitPer", window)]),
    quota: { unitsPerMonth: unitsPerMonth === null ? null : Number(unitsPerMonth), mode },
  };
}
