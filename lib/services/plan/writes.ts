import "server-only";
import { planContracts } from "@/lib/contracts/plan/contracts";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { newId } from "@/lib/core/ids";
import { planInUse, samePlan } from "@/lib/core/refusals";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { lockContent } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { databaseNow } from "@/lib/db/prisma";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { viewPlan } from "./reads";

export const createPlan = defineWrite(planContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { name, limits, quota } = input;
  const id = newId("plan");
  const row = await orRefuse(
    db.plan.create({
      data: {
        id,
        organizationId: principal.organizationId,
        name,
        ...limitsToStore(limits),
        ...quotaToStore(quota),
      },
    }),
    { duplicate: samePlan() },
  );
  return { output: viewPlan(row), audit: { id, metadata: { name, ...limits, ...quota } } };
});

export const updatePlan = defineWrite(planContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, revision, name, limits, quota } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "plans", where);
  const current = await db.plan.findUnique({ where });
  if (!current) throw notFound("Plan");
  assertUnchanged(current.revision, { revision, precondition }, "plan");
  const changes = changesOf(current, {
    name,
    ...(limits && limitsToStore(limits)),
    ...(quota && quotaToStore(quota)),
  });
  if (isNothing(changes)) return { output: viewPlan(current), audit: NOTHING_CHANGED };
  const row = await orRefuse(
    db.plan.update({ where, data: { ...changes, updatedAt: await databaseNow(db) } }),
    { duplicate: samePlan() },
  );
  return {
    output: viewPlan(row),
    audit: { id, metadata: { ...omitUndefined({ name }), ...limits, ...quota } },
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
  const customers = await db.customer.count({
    where: { organizationId: where.organizationId, planId: id },
  });
  if (customers > 0) throw planInUse(customers);
  await db.plan.delete({ where });
  return {
    output: { id, deleted: true as const },
    audit: { id, metadata: { name: current.name } },
  };
});

type Limits = ReturnType<typeof viewPlan>["limits"];
type Quota = ReturnType<typeof viewPlan>["quota"];

function limitsToStore(limits: Limits) {
  return perWindow("limitPer", WINDOW_NAMES, (window) => limits[nameIn("per", window)]);
}

function quotaToStore({ unitsPerMonth, mode }: Quota) {
  return {
    unitsPerMonth: unitsPerMonth === null ? null : BigInt(unitsPerMonth),
    quotaMode: mode,
  };
}
