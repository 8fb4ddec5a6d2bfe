import "server-only";
import type { Granularity } from "@/lib/contracts/usage-fields";
import { type Detail, ROLL_UP_TABLES } from "@/lib/usage/roll-up-tables";

type Sum = "requests" | "duration_us";

/** What tells the rows of each roll-up apart, beside the bucket, and what they add up. */
const SHAPES: Record<Detail, { apart: string; key: string; sums: readonly Sum[] }> = {
  whole: {
    apart: "organization_id, key_id, secret_id, route, outcome, capability_id, speed",
    key: "key_id, bucket, secret_id, route, outcome, capability_id, speed",
    sums: ["requests", "duration_us"],
  },
  keys: {
    apart: "organization_id, key_id, capability_id, outcome",
    key: "key_id, bucket, capability_id, outcome",
    sums: ["requests"],
  },
  speeds: {
    apart: "organization_id, outcome, speed",
    key: "organization_id, bucket, outcome, speed",
    sums: ["requests"],
  },
};

/** A statement that adds rows, of buckets no longer than the unit, to a roll-up. */
export function addUp(unit: Granularity, detail: Detail, rows: string): string {
  const { apart, key, sums } = SHAPES[detail];
  return `
  INSERT INTO ${ROLL_UP_TABLES[unit][detail]} AS known (${apart}, bucket, ${sums.join(", ")})
  SELECT ${apart}, date_trunc('${unit}', bucket, 'UTC') AS start,
    ${sums.map((sum) => `sum(${sum})`).join(", ")}
  FROM ${rows}
  GROUP BY ${apart}, start
  ON CONFLICT (${key}) DO UPDATE SET
    ${sums.map((sum) => `${sum} = known.${sum} + excluded.${sum}`).join(", ")}`;
}
