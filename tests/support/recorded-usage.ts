import { pool } from "@/lib/db/pool";

export type RecordedUsage = {
  /** One per event, so that a request recorded twice is here twice. */
  requestIds: string[];
  accepted: number;
  /** Requests charged to the key's hour. */
  charged: number;
  /** What the roll-ups of each length count. */
  minutes: number;
  hours: number;
  days: number;
  /** Counts that are in no roll-up yet. */
  waiting: number;
  /** Batches of decisions with one on the key that is no event yet. */
  journal: number;
};

const USAGE = `
SELECT
  array(SELECT request_id FROM usage_events WHERE key_id = $1) AS "requestIds",
  (SELECT count(*)::int FROM usage_events WHERE key_id = $1
    AND outcome NOT IN ('limited', 'revoked', 'disabled', 'expired', 'retired')) AS accepted,
  (SELECT hour_used FROM key_windows WHERE key_id = $1) AS charged,
  (SELECT coalesce(sum(requests), 0)::int FROM usage_minutes WHERE key_id = $1) AS minutes,
  (SELECT coalesce(sum(requests), 0)::int FROM usage_hours WHERE key_id = $1) AS hours,
  (SELECT coalesce(sum(requests), 0)::int FROM usage_days WHERE key_id = $1) AS days,
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
