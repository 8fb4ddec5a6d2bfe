import "server-only";
import { WINDOW_NAMES } from "@/lib/core/windows";
import { type PricePart, priceOf } from "@/lib/journal/journal-entry";
import type { Turn, TurnBatch } from "./decision-store";

/**
 * What `charge_in_turn` answers: the instant; of each request whether it was let in and how many its key
 * was asked before; of keys and customers what was used before, and the buckets, three each; and those
 * of the customers' months.
 */
export type TurnRow = [
  at: number,
  granted: (number | null)[],
  earlier: (number | null)[],
  keyUsed: number[],
  keyBuckets: number[],
  customerUsed: number[],
  customerBuckets: number[],
  monthUsed: number[],
  monthBuckets: number[],
  spent: number[],
  priceParts: (readonly PricePart[] | null)[],
  failuresBilled: boolean[],
];

export const NOTHING_CHARGED: TurnRow = [0, [], [], [], [], [], [], [], [], [], [], []];

/** By position of a request, from 1, what was charged, and what its windows held after it. */
export function turnsOf(
  { asks, keys }: Pick<TurnBatch, "asks" | "keys">,
  [, granted, earlier, ...counted]: TurnRow,
): Map<number, Turn> {
  const [keyUsed, keyBuckets, customerUsed, customerBuckets, ...ofMonth] = counted;
  const [monthUsed, monthBuckets, spent, parts, failuresBilled] = ofMonth;
  const turns = new Map<number, Turn>();
  for (const [index, { key, units }] of asks.entries()) {
    const [isLetIn, before] = [granted[index], earlier[index]];
    if (typeof isLetIn !== "number" || typeof before !== "number") continue;
    const customer = Number(keys[key - 1]?.customer) - 1;
    const used = Number(monthUsed[customer]) + isLetIn * units;
    monthUsed[customer] = used;
    const priceParts = parts[index] ?? null;
    const spentNow = Number(spent[customer]) + isLetIn * priceOf(priceParts);
    spent[customer] = spentNow;
    turns.set(index + 1, {
      isGranted: isLetIn === 1,
      earlier: before,
      windows: add(keyUsed, keyBuckets, key - 1, isLetIn),
      customer: add(customerUsed, customerBuckets, customer, isLetIn),
      month: { used, bucket: Number(monthBuckets[customer]) },
      spent: spentNow,
      priceParts,
      failureBilled: failuresBilled[customer] === true,
    });
  }
  return turns;
}

/** Adds a request to the windows of one, and gives them back. */
function add(used: number[], buckets: number[], index: number, requests: number) {
  return WINDOW_NAMES.map((_, window) => {
    const at = WINDOW_NAMES.length * index + window;
    const now = Number(used[at]) + requests;
    used[at] = now;
    return { used: now, bucket: Number(buckets[at]) };
  });
}
