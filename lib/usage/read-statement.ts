import "server-only";
import { readRows } from "@/lib/db/pool";
import { horizonOf, STATED_MONTH, statementOf } from "./read-roll-ups";

/** A line, in whole numbers of a millionth of the currency; months as `2026-01-01`. */
export type StatedLine = {
  forMonth: string;
  capabilityId: string;
  tier: number;
  unitPrice: string;
  quantity: string;
  amount: string;
};

const LINES = `
SELECT to_char(for_month, 'YYYY-MM') AS "forMonth", capability_id AS "capabilityId", tier,
  unit_price::text AS "unitPrice", sum(quantity)::text AS quantity, sum(amount)::text AS amount
FROM (
  SELECT for_month, capability_id, tier, unit_price, quantity, amount FROM statement_lines
  WHERE customer_id = $1 AND month = $2::date
  UNION ALL
  SELECT month, capability_id, tier, unit_price, quantity, amount FROM statement_deltas
  WHERE customer_id = $1 AND ${statementOf(STATED_MONTH)} = $2::date
) sold
GROUP BY for_month, capability_id, tier, unit_price
ORDER BY for_month DESC, capability_id, tier, unit_price`;

const FACTS = `
SELECT (
    SELECT coalesce(sum(units), 0) FROM (
      SELECT units FROM statement_overages WHERE customer_id = $1 AND month = $2::date
      UNION ALL
      SELECT overage_units FROM usage_deltas
      WHERE organization_id = $3 AND customer_id = $1 AND ${statementOf("bucket")} = $2::date
    ) beyond
  )::text AS "overageUnits",
  $2::date < (${horizonOf("month")} AT TIME ZONE 'UTC')::date AS "isClosed"`;

/** What a customer was sold in a month (its first day), what waits to be added up with it. */
export async function readStatement(organizationId: string, customerId: string, month: string) {
  const [lines, facts] = await Promise.all([
    readRows<StatedLine>(LINES, [customerId, month]),
    readRows<{ overageUnits: string; isClosed: boolean }>(FACTS, [
      customerId,
      month,
      organizationId,
    ]),
  ]);
  const { overageUnits = "0", isClosed = false } = facts[0] ?? {};
  return { lines, overageUnits: Number(overageUnits), isClosed };
}
