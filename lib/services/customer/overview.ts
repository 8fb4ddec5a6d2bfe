import "server-only";
import { z } from "zod";
import { customerScreens } from "@/lib/contracts/customer/screen";
import { notFound } from "@/lib/core/errors";
import { KEY_STATUSES } from "@/lib/core/keys";
import { formatAmount, roundAmount } from "@/lib/core/money";
import { OUTCOMES } from "@/lib/core/outcome";
import { WINDOW_NAMES, WINDOWS, type WindowName } from "@/lib/core/windows";
import { usedOfCustomer } from "@/lib/db/customers";
import { readKeyStates } from "@/lib/db/key-status";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { inForce } from "@/lib/db/valid-from";
import { newestSecret, rowsOfStates } from "@/lib/services/key/key-facts";
import { defineRead } from "@/lib/services/verb";
import { customerDays, customerOwes, customerTraffic } from "@/lib/usage/customer-traffic";
import { viewCustomer, withPricing } from "./reads";

const MAX_KEYS = 50;
const MAX_SURFACES = 100;
const MAX_MONTHS = 36;

/** Everything that the page of a customer shows. */
export const customerOverview = defineRead(customerScreens.overview, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { id } = input;
  const row = await db.customer.findFirst({
    where: { id, organizationId },
    include: { ...withPricing, organization: { select: { currency: true } } },
  });
  if (!row) throw notFound("Customer");
  const now = await databaseNow(db);
  const [keys, traffic, { spent, ...used }, usage, surfaces, owes] = await Promise.all([
    keysOf(db, organizationId, id),
    customerTraffic(organizationId, [id]),
    usedNow(db, id, now),
    daysOf(organizationId, id, now),
    surfacesOf(db, organizationId),
    customerOwes(organizationId, row, now),
  ]);
  return {
    customer: viewCustomer(row, now),
    ...keys,
    livingKeys: traffic.get(id)?.keys ?? 0,
    lastSeenAt: traffic.get(id)?.lastSeenAt?.toISOString() ?? null,
    used,
    usage,
    money: {
      currency: row.organization.currency,
      spent: formatAmount(spent),
      owed: formatAmount(owes.owed),
      forecast: roundAmount(owes.forecast, row.organization.currency),
      planId: inForce(row.pricedBy, now).current?.planId ?? null,
      months: monthsSince(row.createdAt, now),
    },
    surfaces,
  };
});

const status = z.enum(KEY_STATUSES);
const outcome = z.enum(OUTCOMES);

async function keysOf(db: Transaction, organizationId: string, customerId: string) {
  const place = { organizationId, kind: "customer", customerId } as const;
  const sort = { sort: "lastUsedAt", direction: "desc" } as const;
  const { rows: states, total } = await readKeyStates(db, { place, ...sort, limit: MAX_KEYS });
  const rows = await db.apiKey.findMany({
    where: { organizationId, id: { in: states.map(({ id }) => id) } },
    include: {
      secrets: newestSecret,
      surface: { select: { id: true, name: true, productId: true } },
    },
  });
  const keys = rowsOfStates(states, rows).map(({ state, row }) => {
    const { id, name, integration, kind, environment, surface } = row;
    const { prefix: keyPrefix = "", lastFour = "" } = row.secrets[0] ?? {};
    return {
      ...{ id, integration, kind, environment, keyPrefix, lastFour },
      name: name || null,
      surface: surface && { productId: surface.productId, surfaceId: surface.id },
      surfaceName: surface?.name ?? null,
      status: status.parse(state.status),
      statusReason: outcome.nullable().parse(state.statusReason),
      lastUsedAt: state.lastUsedAt?.toISOString() ?? null,
      lastUsedFrom: state.lastUsedFrom,
    };
  });
  return { keys, keyCount: total };
}

/** What the keys of a customer have used together of each window, and when that ends. */
export async function usedNow(db: Transaction, customerId: string, now: Date) {
  const row = await usedOfCustomer(db, customerId);
  const inWindow = (window: WindowName) => ({
    used: row?.[window] ?? 0,
    resetsAt: endOf(WINDOWS[window].seconds * 1_000, now),
  });
  const [perMinute, perHour, perDay] = [
    inWindow(WINDOW_NAMES[0]),
    inWindow(WINDOW_NAMES[1]),
    inWindow(WINDOW_NAMES[2]),
  ];
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
  const unitsPerMonth = { used: row?.month ?? 0, resetsAt: nextMonth.toISOString() };
  return { perMinute, perHour, perDay, unitsPerMonth, spent: row?.spent ?? 0n };
}

/** Calendar months in UTC, the last first. */
function monthsSince(first: Date, now: Date): string[] {
  const monthOf = (instant: Date) => instant.getUTCFullYear() * 12 + instant.getUTCMonth();
  const count = Math.min(MAX_MONTHS, monthOf(now) - monthOf(first) + 1);
  return Array.from({ length: count }, (_, back) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back));
    return month.toISOString().slice(0, "2026-01".length);
  });
}

/** The end of a window of this length, which lie end to end on the UTC clock. */
function endOf(length: number, now: Date): string {
  return new Date((Math.floor(now.getTime() / length) + 1) * length).toISOString();
}

async function daysOf(organizationId: string, customerId: string, now: Date) {
  return viewDays(await customerDays(organizationId, customerId, now));
}

type Days = Awaited<ReturnType<typeof customerDays>>;

/** Counts by outcome as a chart of days shows them. */
export function viewDays({ from, to, counts }: Days) {
  const days = [...new Set(counts.map(({ at }) => at.toISOString()))];
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    days: days.map((at) => {
      const parts = counts.filter((count) => count.at.toISOString() === at);
      return {
        at,
        requests: parts.reduce((sum, { requests }) => sum + requests, 0),
        outcomes: Object.fromEntries(parts.map((part) => [part.outcome, part.requests])),
      };
    }),
  };
}

async function surfacesOf(db: Transaction, organizationId: string) {
  const rows = await db.surface.findMany({
    where: { organizationId, type: "api" },
    select: { id: true, name: true, productId: true, product: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MAX_SURFACES,
  });
  return rows.map(({ product, ...row }) => ({ ...row, productName: product.name }));
}
