import "server-only";
import { planContracts } from "@/lib/contracts/plan/contracts";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import type { Plan } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import { defineRead } from "@/lib/services/verb";

export const listPlans = defineRead(planContracts.list, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { rows, pagination } = await readPage(input, "plan", ({ after, ...page }) =>
    db.plan.findMany({ where: { organizationId, AND: [after, searching(input.search)] }, ...page }),
  );
  return { data: rows.map(viewPlan), pagination };
});

export const getPlan = defineRead(planContracts.get, async ({ principal, input, db }) => {
  const where = { id: input.id, organizationId: principal.organizationId };
  const row = await db.plan.findFirst({ where });
  if (!row) throw notFound("Plan");
  return viewPlan(row);
});

export function viewPlan(row: Plan) {
  const { id, name, unitsPerMonth, quotaMode: mode, revision, createdAt, updatedAt } = row;
  return {
    ...isoDates({ id, name, revision, createdAt, updatedAt }),
    limits: perWindow("per", WINDOW_NAMES, (window) => row[nameIn("limitPer", window)]),
    quota: { unitsPerMonth: unitsPerMonth === null ? null : Number(unitsPerMonth), mode },
  };
}
