import "server-only";
import { customerContracts } from "@/lib/contracts/customer/contracts";
import { invalidField, notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { newId } from "@/lib/core/ids";
import { customerHasKeys, sameCustomer } from "@/lib/core/refusals";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { holdCurrency, holdPlan, lockContent } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { type Customer, Prisma } from "@/lib/db/generated/client";
import { endPortalSessionsOf } from "@/lib/db/portal";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { countsFrom } from "@/lib/db/valid-from";
import { assertUnchanged, changesOf, isNothing } from "@/lib/services/changes";
import { amountToStore, assertSetsMoney } from "@/lib/services/money";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { type CustomerRow, shownCustomer, UNLIMITED, viewCustomer, withPricing } from "./reads";

export const createCustomer = defineWrite(customerContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { limits, quota, spendCapPerMonth, metadata, ...facts } = input;
  const { organizationId } = principal;
  assertSetsMoney(principal, spendCapPerMonth ?? undefined);
  if (spendCapPerMonth !== null) await holdCurrency(db, organizationId);
  await assertPlan(db, organizationId, input.planId);
  const id = newId("customer");
  await orRefuse(
    db.customer.create({
      data: {
        id,
        organizationId,
        ...facts,
        ...overridesOf({ limits, quota, spendCapPerMonth }),
        metadata: metadata ?? Prisma.DbNull,
      },
    }),
    { duplicate: sameCustomer() },
  );
  const { name, externalId, planId } = input;
  await priceBy(db, { id, organizationId, pricedBy: [] }, planId);
  return {
    output: await shownCustomer(db, principal, id),
    audit: { id, metadata: { name, externalId, planId, ...limits, ...quota, spendCapPerMonth } },
  };
});

export const updateCustomer = defineWrite(customerContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, revision, limits, quota, spendCapPerMonth, ...facts } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "customers", where);
  const current = await db.customer.findUnique({ where, include: withPricing });
  if (!current) throw notFound("Customer");
  assertUnchanged(current.revision, { revision, precondition }, "customer");
  const shown = viewCustomer(current, await databaseNow(db));
  if (spendCapPerMonth !== shown.spendCapPerMonth) assertSetsMoney(principal, spendCapPerMonth);
  if (spendCapPerMonth) await holdCurrency(db, where.organizationId);
  const overrides = overridesOf({
    ...shown,
    ...omitUndefined({ limits, quota, spendCapPerMonth }),
  });
  const { metadata, ...changes } = changesOf(current, { ...facts, ...overrides });
  const isSame = metadata === undefined && isNothing(changes);
  if (isSame) return { output: shown, audit: NOTHING_CHANGED };
  await assertPlan(db, where.organizationId, changes.planId ?? null);
  await orRefuse(
    db.customer.update({
      where,
      data: {
        ...changes,
        ...(changes.planId !== undefined && { isPriced: mayOwe(current) }),
        ...(metadata !== undefined && { metadata: metadata ?? Prisma.DbNull }),
        updatedAt: await databaseNow(db),
      },
    }),
    { duplicate: sameCustomer() },
  );
  if (changes.status === "suspended") await endPortalSessionsOf(db, id);
  const { status, planId } = changes;
  if (planId !== undefined) await priceBy(db, current, planId);
  const changed = Object.keys({ ...changes, ...omitUndefined({ metadata }) });
  const said = { ...omitUndefined({ status, planId, spendCapPerMonth }), ...limits, ...quota };
  return {
    output: await shownCustomer(db, principal, id),
    audit: { id, metadata: { changed, ...said } },
  };
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
  await db.formerCustomer.create({ data: formerCustomer(current) });
  return {
    output: { id, deleted: true as const },
    audit: { id, metadata: { name: current.name, externalId: current.externalId } },
  };
});

/** What is kept of a customer, so that its statements can be read. */
export function formerCustomer({ id, organizationId, createdAt }: Customer) {
  return { id, organizationId, createdAt };
}

async function assertPlan(db: Transaction, organizationId: string, id: string | null) {
  if (id === null || (await holdPlan(db, organizationId, id))) return;
  throw invalidField("planId", "There is no such plan.");
}

/** Whether a customer may be billed by the prices of a plan that it leaves. */
function mayOwe({ isPriced, pricedBy }: CustomerRow): boolean {
  return isPriced || pricedBy.some(({ plan }) => plan?.isPriced);
}

/** Changes by which plan's prices a customer is billed, from when that counts. */
async function priceBy(
  db: Transaction,
  customer: Pick<CustomerRow, "id" | "organizationId" | "pricedBy">,
  planId: string | null,
) {
  const { id: customerId, organizationId, pricedBy } = customer;
  if (planId === null && pricedBy.length === 0) return;
  const validFrom = await countsFrom(db, pricedBy);
  await db.customerPlan.upsert({
    where: { customerId_validFrom: { customerId, validFrom } },
    create: { organizationId, customerId, validFrom, planId },
    update: { planId },
  });
}

type Overrides = Pick<ReturnType<typeof viewCustomer>, "limits" | "quota" | "spendCapPerMonth">;

function overridesOf({ limits, quota, spendCapPerMonth }: Overrides) {
  const { unitsPerMonth, mode } = quota;
  const asked = new Map<string, unknown>(
    Object.entries({ ...limits, unitsPerMonth, spendCapPerMonth }),
  );
  const unlimited = Object.entries(UNLIMITED)
    .filter(([name]) => asked.get(name) === "unlimited")
    .map(([, column]) => column);
  const numberOf = <Value>(value: Value | "unlimited") => (value === "unlimited" ? null : value);
  const units = numberOf(unitsPerMonth);
  return {
    ...perWindow("limitPer", WINDOW_NAMES, (window) => numberOf(limits[nameIn("per", window)])),
    unitsPerMonth: units === null ? null : BigInt(units),
    quotaMode: mode,
    spendCapPerMonth: amountToStore(numberOf(spendCapPerMonth)),
    unlimited,
  };
}
