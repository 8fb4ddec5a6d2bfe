import "server-only";
import type { PoolClient } from "pg";
import { addUp } from "@/lib/usage/add-up";
import { type Detail, horizonOf, ROLL_UP_TABLES } from "@/lib/usage/roll-up-tables";

const DETAILS: readonly Detail[] = ["whole", "keys", "speeds"];

/** For requests that take long, or are written late; who comes later still is added by itself. */
const GRACE = "2 minutes";

const OVER = {
  hour: `date_trunc('hour', now() - interval '${GRACE}', 'UTC')`,
  // With each hour: a page of days then reads what is finer of one hour alone.
  day: horizonOf("hour"),
} as const;

const SPAN = "bucket >= $1 AND bucket < $2";

const SUMS = {
  hour: DETAILS.map((detail) => addUp("hour", detail, `usage_minutes WHERE ${SPAN}`)),
  day: DETAILS.map((detail) =>
    addUp("day", detail, `${ROLL_UP_TABLES.hour[detail]} WHERE ${SPAN}`),
  ),
} as const;

/**
 * Adds up the hours that are over, and then their days: once each, from what is finer, which costs a
 * fraction of adding every request to all of them. For a transaction in which nobody else rolls up.
 */
export async function completeRollUps(client: PoolClient): Promise<void> {
  await complete(client, "hour");
  await complete(client, "day");
}

async function complete(client: PoolClient, unit: "hour" | "day"): Promise<void> {
  const { rows } = await client.query<{ from: Date; to: Date }>(
    `SELECT until AS "from", ${OVER[unit]} AS "to" FROM usage_horizons
     WHERE unit = $1 AND until < ${OVER[unit]}`,
    [unit],
  );
  const [span] = rows;
  if (!span) return;
  for (const text of SUMS[unit]) await client.query(text, [span.from, span.to]);
  await client.query("UPDATE usage_horizons SET until = $2 WHERE unit = $1", [unit, span.to]);
}
