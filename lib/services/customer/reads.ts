import "server-only";
import { customerContracts } from "@/lib/contracts/customer/contracts";
import { customerScreens } from "@/lib/contracts/customer/screen";
import { storedObject } from "@/lib/contracts/json-field";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { customersAlike } from "@/lib/db/customers";
import type { Prisma } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { inForce, NEWEST_TWO } from "@/lib/db/valid-from";
import type { Principal } from "@/lib/policy/principal";
import { amountToShow } from "@/lib/services/money";
import { defineRead } from "@/lib/services/verb";

export const listCustomers = defineRead(
  customerContracts.list,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    const { status, planId, externalId } = input;
    const only = omitUndefined({ status, planId, externalId });
    const { rows, pagination } = await readPage(input, "customer", ({ after, ...page }) =>
      db.customer.findMany({
        where: { organizationId, ...only, AND: [after, searching(input.search)] },
        include: withPricing,
        ...page,
      }),
    );
    const now = await databaseNow(db);
    return { data: rows.map((row) => viewCustomer(row, now)), pagination };
  },
);

export const getCustomer = defineRead(customerContracts.get, ({ principal, input, db }) =>
  shownCustomer(db, principal, input.id),
);

export async function shownCustomer(db: Transaction, { organizationId }: Principal, id: string) {
  const where = { id, organizationId };
  const row = await db.customer.findFirst({ where, include: withPricing });
  if (!row) throw notFound("Customer");
  return viewCustomer(row, await databaseNow(db));
}

export const findAlikeCustomers = defineRead(
  customerScreens.alike,
  async ({ principal, input, db }) => ({
    customers: await customersAlike(db, principal.organizationId, input.text),
  }),
);

/** What a customer is read with. */
export const withPricing = {
  pricedBy: { ...NEWEST_TWO, include: { plan: { select: { isPriced: true } } } },
} as const satisfies Prisma.CustomerInclude;

export type CustomerRow = Prisma.CustomerGetPayload<{ include: typeof withPricing }>;

export const withPlan = { plan: { select: { id: true, name: true } } } as const;

/** Customers that were made from labels of keys. */
export const MADE_OF_LABELS = { fromLabels: { isEmpty: false } } as const;

/** Columns that can stand for no limit, whatever the plan says. */
export const UNLIMITED = {
  ...perWindow("per", WINDOW_NAMES, (window) => `limit_per_${window}`),
  unitsPerMonth: "units_per_month",
  spendCapPerMonth: "spend_cap_per_month",
} as const;

export function viewCustomer(row: CustomerRow, now: Date) {
  const { id, name, externalId, status, planId, notes, revision, createdAt, updatedAt } = row;
  const facts = { id, name, externalId, status, planId, notes, revision, createdAt, updatedAt };
  const override = <Value>(column: string, value: Value) =>
    row.unlimited.includes(column) ? ("unlimited" as const) : value;
  const units = row.unitsPerMonth === null ? null : Number(row.unitsPerMonth);
  const { next } = inForce(row.pricedBy, now);
  return {
    ...isoDates(facts),
    limits: perWindow("per", WINDOW_NAMES, (window, name) =>
      override(UNLIMITED[name], row[nameIn("limitPer", window)]),
    ),
    quota: { unitsPerMonth: override(UNLIMITED.unitsPerMonth, units), mode: row.quotaMode },
    spendCapPerMonth: override(UNLIMITED.spendCapPerMonth, amountToShow(row.spendCapPerMonth)),
    pending: next && { from: next.validFrom.toISOString(), planId: next.planId },
    metadata: row.metadata === null ? null : storedObject.parse(row.metadata),
  };
}

/** Rows in the order of their ids; those that have vanished meanwhile are left out. */
export function inOrder<R extends { id: string }>(ids: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
