import "server-only";
import { customerContracts } from "@/lib/contracts/customer/contracts";
import { customerScreens } from "@/lib/contracts/customer/screen";
import { storedObject } from "@/lib/contracts/json-field";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { customersAlike } from "@/lib/db/customers";
import type { Customer } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
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
        ...page,
      }),
    );
    return { data: rows.map(viewCustomer), pagination };
  },
);

export const getCustomer = defineRead(customerContracts.get, async ({ principal, input, db }) => {
  const where = { id: input.id, organizationId: principal.organizationId };
  const row = await db.customer.findFirst({ where });
  if (!row) throw notFound("Customer");
  return viewCustomer(row);
});

export const findAlikeCustomers = defineRead(
  customerScreens.alike,
  async ({ principal, input, db }) => ({
    customers: await customersAlike(db, principal.organizationId, input.text),
  }),
);

export const withPlan = { plan: { select: { id: true, name: true } } } as const;

/** Customers that were made from labels of keys. */
export const MADE_OF_LABELS = { fromLabels: { isEmpty: false } } as const;

/** Columns that can stand for no limit, whatever the plan says. */
export const UNLIMITED = {
  ...perWindow("per", WINDOW_NAMES, (window) => `limit_per_${window}`),
  unitsPerMonth: "units_per_month",
} as const;

export function viewCustomer(row: Customer) {
  const { id, name, externalId, status, planId, notes, revision, createdAt, updatedAt } = row;
  const facts = { id, name, externalId, status, planId, notes, revision, createdAt, updatedAt };
  const override = <Value>(column: string, value: Value) =>
    row.unlimited.includes(column) ? ("unlimited" as const) : value;
  const units = row.unitsPerMonth === null ? null : Number(row.unitsPerMonth);
  return {
    ...isoDates(facts),
    limits: perWindow("per", WINDOW_NAMES, (window, name) =>
      override(UNLIMITED[name], row[nameIn("limitPer", window)]),
    ),
    quota: { unitsPerMonth: override(UNLIMITED.unitsPerMonth, units), mode: row.quotaMode },
    metadata: row.metadata === null ? null : storedObject.parse(row.metadata),
  };
}

/** Rows in the order of their ids; those that have vanished meanwhile are left out. */
export function inOrder<R extends { id: string }>(ids: readonly string[], rows: readonly R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
