import "server-only";
import { z } from "zod";
import type { Price, PriceTier } from "@/lib/contracts/plan/money";
import { invalidField } from "@/lib/core/errors";
import { formatAmount, parseAmount } from "@/lib/core/money";
import { missingPermission, needsPerson } from "@/lib/core/refusals";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { can } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";
import type { MeteredSum } from "@/lib/usage/read-customer-usage";

/** What shows a thing that costs something: the instant, and whether its reader sees prices and costs. */
export type Viewing = { now: Date; seesCosts: boolean };

export async function viewing(db: Transaction, principal: Principal): Promise<Viewing> {
  return { now: await databaseNow(db), seesCosts: can(principal, "COSTS:READ") };
}

/** Throws `forbidden` for a caller who may not say what things cost or are sold for, and would. */
export function assertSetsMoney(principal: Principal, ...asked: readonly unknown[]): void {
  if (asked.every((value) => value === undefined) || can(principal, "PLANS:WRITE")) return;
  throw principal.kind === "user" ? missingPermission("PLANS:WRITE") : needsPerson();
}

/** Millionths of an amount that is written down, if it is. */
export function amountToStore(amount: string | null): bigint | null {
  return amount === null ? null : parseAmount(amount);
}

export function amountToShow(amount: bigint | null): string | null {
  return amount === null ? null : formatAmount(amount);
}

/** Of a stored price table: for each capability its tiers, as the charge reads them. */
const storedPrices = z.record(
  z.string(),
  z.array(z.tuple([z.int().nullable(), z.int()]).readonly()).readonly(),
);

type StoredPrices = z.output<typeof storedPrices>;

export function pricesToStore(prices: readonly Price[]): StoredPrices {
  const tierOf = ({ upTo, unitPrice }: PriceTier) =>
    [upTo, Number(parseAmount(unitPrice))] as const;
  return Object.fromEntries(
    prices.map(({ capabilityId, tiers }) => [capabilityId, tiers.map(tierOf)]),
  );
}

export function pricesToShow(stored: unknown): Price[] {
  return Object.entries(storedPrices.parse(stored)).map(([capabilityId, tiers]) => ({
    capabilityId,
    tiers: tiers.map(([upTo, unitPrice]) => ({ upTo, unitPrice: formatAmount(unitPrice) })),
  }));
}

/** Throws `bad_request` for a price of what is no capability, unless it had that price before. */
export async function assertPriced(
  db: Transaction,
  organizationId: string,
  prices: readonly Price[],
  before: readonly Price[],
): Promise<void> {
  const known = new Set(before.map(({ capabilityId }) => capabilityId));
  const ids = prices.map(({ capabilityId }) => capabilityId).filter((id) => !known.has(id));
  const found = await db.capability.findMany({
    where: { organizationId, id: { in: ids } },
    select: { id: true },
  });
  for (const { id } of found) known.add(id);
  const index = prices.findIndex(({ capabilityId }) => !known.has(capabilityId));
  if (index < 0) return;
  throw invalidField(`prices.${index}.capabilityId`, "There is no such capability.");
}

/** What customers used, added up; its cost for those who see costs. */
export function viewSums(rows: readonly MeteredSum[], seesCosts: boolean) {
  const money = (of: "price" | "cost") =>
    formatAmount(rows.reduce((sum, row) => sum + BigInt(row[of]), 0n));
  return {
    requests: rows.reduce((sum, { requests }) => sum + requests, 0),
    units: rows.reduce((sum, { units }) => sum + units, 0),
    price: money("price"),
    ...(seesCosts && { cost: money("cost") }),
  };
}
