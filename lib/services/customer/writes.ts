import "server-only";
import { customerContracts } from "@/lib/contracts/customer/contracts";
import { invalidField, notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { newId } from "@/lib/core/ids";
import { customerHasKeys, sameCustomer } from "@/lib/core/refusals";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { holdPlan, lockContent } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { Prisma } from "@/lib/db/generated/client";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { UNLIMITED, viewCustomer } from "./reads";

export const createCustomer = defineWrite(customerContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { limits, quota, metadata, ...facts } = input;
  const { organizationId } = principal;
  await assertPlan(db, organizationId, input.planId);
  const id = newId("customer");
  const row = await orRefuse(
    db.customer.create({
      data: {
        id,
        organizationId,
        ...facts,
        ...overridesOf(limits, quota),
        metadata: metadata ?? Prisma.DbNull,
      },
    }),
    { duplicate: sameCustomer() },
  );
  const { name, externalId, planId } = input;
  return {
    output: viewCustomer(row),
    audit: { id, metadata: { name, externalId, planId, ...limits, ...quota } },
  };
});

export const updateCustomer = defineWrite(customerContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, revision, limits, quota, ...facts } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "customers", where);
  const current = await db.customer.findUnique({ where });
  if (!current) throw notFound("Customer");
  assertUnchanged(current.revision, { revision, precondition }, "customer");
  const shown = viewCustomer(current);
  const overrides =
    limits || quota ? overridesOf(limits ?? shown.limits, quota ?? shown.quota) : {};
  const { metadata, ...changes } = changesOf(current, { ...facts, ...overrides });
  const isSame = metadata === undefined && isNothing(changes);
  if (isSame) return { output: shown, audit: NOTHING_CHANGED };
  await assertPlan(db, where.organizationId, changes.planId ?? null);
  const row = await orRefuse(
    db.customer.update({
      where,
      data: {
        ...changes,
        ...(metadata !== undefined && { metadata: metadata ?? Prisma.DbNull }),
        updatedAt: await databaseNow(db),
      },
    }),
    { duplicate: sameCustomer() },
  );
  const { status, planId } = changes;
  const changed = Object.keys({ ...changes, ...omitUndefined({ metadata }) });
  const said = { ...omitUndefined({ status, planId }), ...limits, ...quota };
  return { output: viewCustomer(row), audit: { id, metadata: { changed, ...said } } };
});

export const deleteCustomer = defineWrite(customerContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id } = input;
  const { organizationId } = principal;
  const where = { id, organizationId };
  await lockContent(db, "customers", where);
  const current = await db.customer.findUnique({ where });
  if (!current) throw notFound("Customer");
  assertUnchanged(current.revision, { precondition }, "customer");
  const keys = await db.apiKey.count({
    where: { organizationId, customerId: id, revokedAt: null },
  });
  if (keys > 0) throw customerHasKeys(keys);
  await db.customer.delete({ where });
  return {
    output: { id, deleted: true as const },
    audit: { id, metadata: { name: current.name, externalId: current.externalId } },
  };
});

async function assertPlan(db: Transaction, organizationId: string, id: string | null) {
  if (id === null || (await holdPlan(db, organizationId, id))) return;
  throw invalidField("planId", "There is no such plan.");
}

type Overrides = Pick<ReturnType<typeof viewCustomer>, "limits" | "quota">;

function overridesOf(limits: Overrides["limits"], quota: Overrides["quota"]) {
  const { unitsPerMonth, mode } = quota;
  const asked = new Map<string, unknown>(Object.entries({ ...limits, unitsPerMonth }));
  const unlimited = Object.entries(UNLIMITED)
    .filter(([name]) => asked.get(name) === "unlimited")
    .map(([, column]) => column);
  const numberOf = <Value>(value: Value | "unlimited") => (value === "unlimited" ? null : value);
  const units = numberOf(unitsPerMonth);
  return {
    ...perWindow("limitPer", WINDOW_NAMES, (window) => numberOf(limits[nameIn("per", window)])),
    unitsPerMonth: units === null ? null : BigInt(units),
    quotaMode: mode,
    unlimited,
  };
}
