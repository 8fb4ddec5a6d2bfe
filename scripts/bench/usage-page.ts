import { pool } from "@/lib/db/pool";
import { readUsageOverview } from "@/lib/usage/read-usage";
import { rollUp } from "@/lib/usage/write-roll-ups";

const DAY = 86_400_000;
const RUNS = 21;

/** Requests of the last 60 days: 100 keys, 5 capabilities, 3 outcomes, durations of many classes. */
const FILL = `
INSERT INTO usage_deltas (organization_id, key_id, secret_id, route, outcome, bucket, requests,
  duration_us, first_at, last_at, capability_id, speed)
SELECT $1, $1 || '_key_' || n % 100, $1 || '_sec_' || n % 100, '/v1/me',
  (ARRAY['ok', 'ok', 'ok', 'invalid', 'limited'])[1 + n % 5], at, 1, 1000, at, at,
  'cap_' || n % 7 % 5, 40 + n % 13
FROM generate_series(1, $2) AS n
CROSS JOIN LATERAL (SELECT date_trunc('minute', now() - random() * interval '60 days') AS at) t`;

/** Brings so many requests of an organization into the roll-ups. */
export async function fill(organizationId: string, requests: number): Promise<void> {
  await pool().query("INSERT INTO organizations (id, name) VALUES ($1, $1)", [organizationId]);
  await pool().query(FILL, [organizationId, requests]);
  while (await rollUp());
}

/** What the Usage page of 30 days waits for from the database: the median, in milliseconds. */
export async function monthMilliseconds(organizationId: string): Promise<number> {
  const to = new Date(Math.ceil(Date.now() / DAY) * DAY);
  const since = new Date(to.getTime() - 30 * DAY);
  const from = new Date(to.getTime() - 60 * DAY);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    await readUsageOverview({ organizationId, granularity: "day", from, since, to });
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}
