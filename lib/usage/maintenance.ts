import "server-only";
import { revokeForgottenOrphans } from "@/lib/db/orphaned-keys";
import { env } from "@/lib/env";
import { dropPartitions, openPartitions } from "@/lib/usage/partitions";
import { ROLL_UP_TABLES } from "@/lib/usage/roll-up-tables";
import { inTurn, usagePool } from "@/lib/usage/usage-pool";

type Aging = "bucket" | "started_at" | "created_at";

const ROLL_UPS = new Set(Object.values(ROLL_UP_TABLES).flatMap((tables) => Object.values(tables)));
/** How long an Idempotency-Key is honoured. */
const IDEMPOTENCY_DAYS = 1;
const MAX_DELETED_ROWS = 10_000;

/**
 * Keeps the partitions of usage events and the age of what is kept, and ends what a deletion left;
 * one process at a time.
 */
export async function maintainUsage(): Promise<void> {
  const settings = env();
  await inTurn("usage: maintain", undefined, async () => {
    await openPartitions();
    await dropPartitions(settings.RUNTYPE_USAGE_EVENT_DAYS);
    for (const table of ROLL_UPS) {
      await deleteOld(table, "bucket", settings.RUNTYPE_USAGE_ROLLUP_DAYS);
    }
    await deleteOld("flow_executions", "started_at", settings.RUNTYPE_EXECUTION_DAYS);
    await deleteOld("record_changes", "created_at", settings.RUNTYPE_EXECUTION_DAYS);
    await deleteOld("idempotency_keys", "created_at", IDEMPOTENCY_DAYS);
    await revokeForgottenOrphans();
  });
}

async function deleteOld(table: string, aging: Aging, days: number): Promise<void> {
  const deletion = `
    DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${table} WHERE ${aging} < now() - $1 * interval '1 day' LIMIT $2))`;
  let deleted: number | null;
  do {
    ({ rowCount: deleted } = await usagePool().query(deletion, [days, MAX_DELETED_ROWS]));
  } while (deleted === MAX_DELETED_ROWS);
}
