import "server-only";
import { pool } from "@/lib/db/pool";
import type { LimitWindow } from "@/lib/policy/principal";
import { quotaWindow } from "./rate-limit";
import { IS_HARD, inForce } from "./statements";

const MONTH = `date_part('year', clock_timestamp() AT TIME ZONE 'UTC') * 12
  + date_part('month', clock_timestamp() AT TIME ZONE 'UTC') - 1`;

const USED = "CASE WHEN w.month_bucket >= n.month THEN w.month_units ELSE 0 END";

/** Parameters: the customer and the units. Answers what is used then, whether they were charged, and the quota. */
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
  RETURNING true
)
SELECT h.used::float8, h.bucket, q.units::float8, q.hard, EXISTS (SELECT FROM charged) AS charged
FROM held h, quota q`;

type Row = { used: number; bucket: number; units: number | null; hard: boolean; charged: boolean };

export type ChargedUnits = { isGranted: boolean; quota: LimitWindow | null };

/**
 * Charges a customer for a call whose capability was not known when its key was decided, if its quota
 * has room for it. Null when the customer is gone.
 */
export async function chargeUnits(customerId: string, units: number): Promise<ChargedUnits | null> {
  const { rows } = await pool().query<Row>(CHARGE_UNITS, [customerId, units]);
  const [row] = rows;
  if (!row) return null;
  const { used, bucket, units: limit, hard, charged: isGranted } = row;
  const after = used + (isGranted ? units : 0);
  return {
    isGranted,
    quota: limit === null ? null : quotaWindow(limit, after, bucket, hard ? units : 0),
  };
}
