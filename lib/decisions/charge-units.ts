import "server-only";
import { pool } from "@/lib/db/pool";
import { type JournalEntry, NO_UNITS, type TakenUnits } from "@/lib/journal/journal-entry";
import type { LimitWindow } from "@/lib/policy/principal";
import { overageOf, quotaWindow } from "./rate-limit";
import { IS_HARD, inForce } from "./statements";

const MONTH = `date_part('year', clock_timestamp() AT TIME ZONE 'UTC') * 12
  + date_part('month', clock_timestamp() AT TIME ZONE 'UTC') - 1`;

const USED = "CASE WHEN w.month_bucket >= n.month THEN w.month_units ELSE 0 END";

/**
 * Parameters: the customer and the units; journal instance and batch, the request in it and the
 * capability. Answers what is used then, whether they were charged, and the quota.
 */
const CHARGE_UNITS = `
WITH moment AS MATERIALIZED (SELECT (${MONTH})::int AS month),
held AS MATERIALIZED (
  SELECT ${USED} AS used, greatest(w.month_bucket, n.month) AS bucket
  FROM customer_windows w, moment n WHERE w.customer_id = $1 FOR UPDATE OF w
),
quota AS (
  SELECT (${inForce("units_per_month")})::bigint AS units, ${IS_HARD} AS hard
  FROM customers u LEFT JOIN plans p ON p.id = u.plan_id WHERE u.id = $1
),
charged AS (
  UPDATE customer_windows w SET month_bucket = h.bucket, month_units = h.used + $2
  FROM held h, quota q
  WHERE w.customer_id = $1 AND ($2 = 0 OR NOT q.hard OR q.units IS NULL OR h.used + $2 <= q.units)
  RETURNING CASE WHEN q.hard OR q.units IS NULL THEN 0
    ELSE least($2, greatest(0, h.used + $2 - q.units)) END AS overage
),
journaled AS (
  UPDATE usage_journal j SET units = coalesce(j.units, '{}')
    || jsonb_build_object($5::text, jsonb_build_array($2::int, c.overage, $6::text))
  FROM charged c WHERE j.instance = $3 AND j.batch = $4
)
SELECT h.used::float8, h.bucket, q.units::float8, q.hard, EXISTS (SELECT FROM charged) AS charged
FROM held h, quota q`;

type Row = { used: number; bucket: number; units: number | null; hard: boolean; charged: boolean };

/** A call whose capability was not known when its key was decided, and the units of that. */
type UnitsOfCall = JournalEntry & {
  customerId: string;
  units: number;
  requestId: string;
  capabilityId: string | null;
};

export type ChargedUnits = { isGranted: boolean; quota: LimitWindow | null; taken: TakenUnits };

/**
 * Charges a customer for a call, if its quota has room for it, and journals that with the decision.
 * Null when the customer is gone.
 */
export async function chargeUnits(call: UnitsOfCall): Promise<ChargedUnits | null> {
  const { customerId, units, instance, batch, requestId, capabilityId } = call;
  const values = [customerId, units, instance, batch, requestId, capabilityId];
  const { rows } = await pool().query<Row>(CHARGE_UNITS, values);
  const [row] = rows;
  if (!row) return null;
  const { used, bucket, units: limit, hard: isHard, charged: isGranted } = row;
  const after = used + (isGranted ? units : 0);
  const quota = limit === null ? null : { units: limit, isHard };
  return {
    isGranted,
    quota: quota && quotaWindow(quota.units, after, bucket, isHard ? units : 0),
    taken: isGranted ? { units, overageUnits: overageOf(units, after, quota) } : NO_UNITS,
  };
}
