import { GRANULARITIES, type Granularity } from "@/lib/contracts/analytics/fields";
import { pool } from "@/lib/db/pool";
import { countedRows } from "@/lib/usage/read-roll-ups";

export type RecordedUsage = {
  /** One per event, so that a request recorded twice is here twice. */
  requestIds: string[];
  accepted: number;
  /** Requests charged to the key's hour. */
  charged: number;
  /** What is counted by buckets of each length. */
  minutes: number;
  hours: number;
  days: number;
  /** Counts that are in no roll-up yet. */
  waiting: number;
  /** Batches of decisions with one on the key that is no event yet. */
  journal: number;
};

function counted(unit: Granularity): string {
  const rows = countedRows(unit, "whole", { text: "key_id = $1" });
  return `(SELECT coalesce(sum(requests), 0)::int FROM ${rows})`;
}

const USAGE = `
SELECT
  array(SELECT request_id FROM usage_events WHERE key_id = $1) AS "requestIds",
  (SELECT count(*)::int FROM usage_events WHERE key_id = $1
    AND outcome NOT IN ('limited', 'revoked', 'disabled', 'expired', 'retired', 'address_not_allowed')) AS accepted,
  (SELECT hour_used FROM key_windows WHERE key_id = $1) AS charged,
  ${GRANULARITIES.map((unit) => `${counted(unit)} AS ${unit}s`).join(", ")},
  (SELECT coalesce(sum(requests), 0)::int FROM usage_deltas WHERE key_id = $1) AS waiting,
  (SELECT count(*)::int FROM usage_journal WHERE EXISTS (SELECT 1 FROM api_secrets
    WHERE key_id = $1 AND position(id IN verdicts::text) > 0)) AS journal`;

export async function recordedUsage(keyId: string): Promise<RecordedUsage> {
  const { rows } = await pool().query<RecordedUsage>(USAGE, [keyId]);
  const [row] = rows;
  if (!row) throw new Error("the statement always has a row");
  return row;
}

/** Those of some texts that are there more than once. */
export function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) < index);
}
