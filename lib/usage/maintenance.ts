import "server-only";
import { env } from "@/lib/env";
import { dropPartitions, openPartitions } from "@/lib/usage/partitions";
import { inTurn, usagePool } from "@/lib/usage/usage-pool";

const ROLLUPS = ["usage_minutes", "usage_hours", "usage_days"] as const;
const LARGEST_DELETION = 10_000;

/** Keeps the partitions of usage events and the age of what is kept; one process at a time. */
export async function maintainUsage(): Promise<void> {
  const { RUNTYPE_USAGE_EVENT_DAYS, RUNTYPE_USAGE_ROLLUP_DAYS } = env();
  await inTurn("usage: maintain", undefined, async () => {
    await openPartitions();
    await dropPartitions(RUNTYPE_USAGE_EVENT_DAYS);
    for (const table of ROLLUPS) await deleteOld(table, RUNTYPE_USAGE_ROLLUP_DAYS);
  });
}

async function deleteOld(table: (typeof ROLLUPS)[number], days: number): Promise<void> {
  const deletion = `
    DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${table} WHERE bucket < now() - $1 * interval '1 day' LIMIT $2))`;
  let deleted: number | null;
  do {
    ({ rowCount: deleted } = await usagePool().query(deletion, [days, LARGEST_DELETION]));
  } while (deleted === LARGEST_DELETION);
}
