import "server-only";
import { pool } from "@/lib/db/pool";
import {
  type JournalEntry,
  NOTHING_TAKEN,
  type PricePart,
  priceOf,
  type Taken,
} from "@/lib/journal/journal-entry";
import type { LimitWindow, SpendCap } from "@/lib/policy/principal";
import { overageOf, quotaWindow, spendCapOf } from "./rate-limit";

/** The function of the migration `billing`. */
const CHARGE_UNITS = `
SELECT charge_units($1, $2, $3, $4, $5, $6, $7) AS told,
  (SELECT o.currency FROM customers u JOIN organizations o ON o.id = u.organization_id
   WHERE u.id = current_customer($1))`;

type Told = [
  isGranted: boolean,
  used: number,
  spent: number,
  month: number,
  quota: number | null,
  isHard: boolean,
  cap: number | null,
  priceParts: PricePart[] | null,
  failureBilled: boolean,
];

/** A call whose capability was not known when its key was decided, and the units of that. */
type UnitsOfCall = JournalEntry & {
  customerId: string;
  units: number;
  capabilityId: string | null;
  /** Whether it may have a price. */
  isBilled: boolean;
  requestId: string;
};

export type ChargedUnits = {
  isGranted: boolean;
  quota: LimitWindow | null;
  taken: Taken;
  /** Where it may have refused the call. */
  spend: SpendCap | null;
};

/**
 * Charges a customer for a call, if its quota and its spend cap have room for it, and journals that
 * with the decision. Null when the customer is gone.
 */
export async function chargeUnits(call: UnitsOfCall): Promise<ChargedUnits | null> {
  const { customerId, units, capabilityId, isBilled, instance, batch, requestId } = call;
  const { rows } = await pool().query<{ told: Told | null; currency: string }>(CHARGE_UNITS, [
    ...[customerId, units, capabilityId, isBilled, instance, batch, requestId],
  ]);
  const [row] = rows;
  if (!row?.told) return null;
  const [isGranted, used, spent, month, limit, isHard, cap, priceParts, failureBilled] = row.told;
  const after = used + (isGranted ? units : 0);
  const quota = limit === null ? null : { units: limit, isHard };
  const overageUnits = overageOf(units, after, quota);
  const price = priceOf(priceParts);
  return {
    isGranted,
    quota: quota && quotaWindow(quota.units, after, month, isHard ? units : 0),
    taken: isGranted ? { units, overageUnits, priceParts, failureBilled } : NOTHING_TAKEN,
    spend:
      cap === null || isGranted
        ? null
        : spendCapOf({ limit: cap, currency: row.currency }, spent, month, price),
  };
}
