import "server-only";
import type { PoolClient } from "pg";
import { isLiving } from "@/lib/db/instances";
import { inTurn, usagePool, usageTransaction } from "@/lib/db/usage-pool";
import { type AbandonedBatch, abandonedBatches, TAKE_ENTRIES } from "@/lib/journal/journal-entry";
import { WRITE_ONCE } from "@/lib/usage/write-events";

const MAX_BATCHES = 200;

/** After so many milliseconds without a trace, a statement that was given up never will commit. */
const MISSING_GRACE_MS = 60_000;

/**
 * Accepted requests of the batches become `interrupted`, and their runs with them; requests that are
 * events already stay so.
 */
const SWEEP = `
WITH ${TAKE_ENTRIES},
${WRITE_ONCE},
runs AS (
  INSERT INTO flow_executions (id, organization_id, flow_id, environment, trigger, key_id, product_id,
    surface_id, capability_id, request_id, outcome, started_at, steps)
  SELECT e.execution_id, k.organization_id, coalesce(c.flow_id, f.id), k.environment,
    (CASE WHEN k.kind = 'surface' THEN 'surface' WHEN e.runs IS NULL THEN 'dispatch' ELSE 'run' END
    )::execution_trigger,
    k.id, k.product_id, k.surface_id, c.id, e.request_id, 'interrupted', e.at, '[]'
  FROM event e
  JOIN written USING (key_id, at, request_id)
  JOIN api_keys k ON k.id = e.key_id
  LEFT JOIN surface_items i ON i.surface_id = k.surface_id AND i.endpoint_slug = e.runs
  LEFT JOIN capabilities c ON c.id = i.capability_id
  LEFT JOIN flows f ON f.organization_id = k.organization_id AND f.id = e.runs
  WHERE e.outcome = 'interrupted' AND e.execution_id IS NOT NULL
  ON CONFLICT (id) DO NOTHING
)
SELECT batch FROM taken`;

/** A database that has just started has not yet heard of who lives. */
const DEAD_CANDIDATES = `
SELECT DISTINCT instance FROM usage_journal
WHERE instance <> $1 AND decided_at < now() - make_interval(secs => $2)
  AND NOT ${isLiving("usage_journal.instance")}
  AND pg_postmaster_start_time() < now() - make_interval(secs => $2)`;

const OLD_BATCHES = `
SELECT batch FROM usage_journal
WHERE instance = $1 AND decided_at < now() - make_interval(secs => $2)
ORDER BY batch LIMIT ${MAX_BATCHES}`;

/** Turns what processes that died had decided into events. Several processes may do so at once. */
export async function sweepDead(own: string, graceSeconds = 10): Promise<void> {
  const { rows } = await usagePool().query<{ instance: string }>(DEAD_CANDIDATES, [
    own,
    graceSeconds,
  ]);
  for (const { instance } of rows) {
    while (await sweepInstance(instance, graceSeconds));
  }
}

/** Answers whether more may be left. */
function sweepInstance(instance: string, graceSeconds: number): Promise<boolean> {
  return inTurn(`usage: instance ${instance}`, false, async (client) => {
    const { rows } = await client.query<{ batch: number }>(OLD_BATCHES, [instance, graceSeconds]);
    await sweep(client, instance, rows);
    return rows.length === MAX_BATCHES;
  });
}

/** Turns batches whose fate was unknown into events, if they were committed after all. */
export async function sweepAbandoned(): Promise<void> {
  const queue = abandonedBatches();
  const doubtful = new Set(queue.splice(0));
  try {
    for (const instance of new Set([...doubtful].map((each) => each.instance))) {
      const batches = [...doubtful].filter((each) => each.instance === instance);
      const swept = await usageTransaction((client) => sweep(client, instance, batches));
      for (const each of batches) if (swept.has(each.batch) || isGone(each)) doubtful.delete(each);
    }
  } finally {
    queue.push(...doubtful);
  }
}

function isGone(batch: AbandonedBatch): boolean {
  batch.missedAt ??= performance.now();
  return performance.now() - batch.missedAt > MISSING_GRACE_MS;
}

async function sweep(
  client: PoolClient,
  instance: string,
  batches: readonly { batch: number }[],
): Promise<Set<number>> {
  const numbers = batches.map(({ batch }) => batch);
  const { rows } = await client.query<{ batch: number }>(SWEEP, [instance, numbers]);
  return new Set(rows.map(({ batch }) => batch));
}
