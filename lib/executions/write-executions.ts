import "server-only";
import pg from "pg";
import { usagePool } from "@/lib/db/usage-pool";
import type { EndedRun } from "@/lib/executions/execution-row";
import { log } from "@/lib/log";
import { EXECUTION_COLUMNS, type ExecutionRow, toExecutionRow } from "./execution-row";

/** A run that waits to be written; its size is in UTF-16 units. */
type QueuedRun = { id: string; row: ExecutionRow; size: number };

/** Runs in the order in which they ended, and how much they hold together. */
class ExecutionQueue {
  readonly #runs: QueuedRun[] = [];
  #size = 0;

  get length(): number {
    return this.#runs.length;
  }

  get size(): number {
    return this.#size;
  }

  add(run: QueuedRun): void {
    this.#runs.push(run);
    this.#size += run.size;
  }

  /** Takes the first runs, no more than `max`, until together they have `maxSize`. */
  take(max: number, maxSize: number): QueuedRun[] {
    let count = 0;
    let size = 0;
    while (count < max && size < maxSize) {
      const next = this.#runs[count];
      if (!next) break;
      count += 1;
      size += next.size;
    }
    this.#size -= size;
    return this.#runs.splice(0, count);
  }

  /** Queues runs again that were taken, before the others. */
  putBack(runs: readonly QueuedRun[]): void {
    this.#runs.unshift(...runs);
    for (const { size } of runs) this.#size += size;
  }
}

declare global {
  var runtypeExecutionQueue: ExecutionQueue | undefined;
}

/** Runs that wait to be written: one queue for all bundles of the process. */
export function executionQueue(): ExecutionQueue {
  globalThis.runtypeExecutionQueue ??= new ExecutionQueue();
  return globalThis.runtypeExecutionQueue;
}

/** Only while the database does not answer, when nothing new is let in either. */
const MAX_QUEUED = 50_000;

/** UTF-16 units of all that is queued, beyond which the data of runs is left out. */
const MAX_QUEUE_SIZE = 64_000_000;

/**
 * Takes a run to be written with the next flush, without its data when much is waiting. Never
 * waits, never throws.
 */
export function recordExecution(ended: EndedRun): void {
  const queue = executionQueue();
  if (queue.length < MAX_QUEUED) {
    const whole = queued(ended);
    queue.add(queue.size + whole.size <= MAX_QUEUE_SIZE ? whole : queued(ended, "facts"));
  } else log().error({ execution: ended.id }, "execution queue is full");
}

/** A run as it waits to be written. */
function queued(ended: EndedRun, extent?: "facts"): QueuedRun {
  const row = toExecutionRow(ended, extent);
  return { id: ended.id, row, size: row.reduce((sum, text) => sum + text.length, 0) };
}

const MAX_ROWS = 1_000;

/** UTF-16 units of all texts of one statement. */
const MAX_STATEMENT_SIZE = 4_000_000;
const SEPARATOR = "\u001f";

const COLUMNS = EXECUTION_COLUMNS.split(", ");
const LISTS = COLUMNS.map((_, index) => `string_to_array($${index + 1}, E'\\x1f', '')`);

/** A run may have been taken for one whose process died: what it was replaces that. */
const WRITE = `
INSERT INTO flow_executions (${EXECUTION_COLUMNS})
SELECT id, organization_id, flow_id, version_number::int, environment::environment,
  trigger::execution_trigger, key_id, user_id, product_id, surface_id, capability_id, request_id,
  outcome::execution_outcome, to_timestamp(started_at::float8 / 1000), duration_us::int,
  steps::jsonb, error::jsonb, input::jsonb, output::jsonb
FROM unnest(${LISTS.join(", ")}) AS given(${EXECUTION_COLUMNS})
ON CONFLICT (id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}
WHERE flow_executions.outcome = 'interrupted'`;

/** Writes the runs that are queued now; throws when the database cannot be asked. */
export async function flushExecutions(): Promise<void> {
  const queue = executionQueue();
  let left = queue.length;
  while (left > 0) {
    const chunk = queue.take(Math.min(left, MAX_ROWS), MAX_STATEMENT_SIZE);
    left -= chunk.length;
    await writeChunk(chunk);
  }
}

/** Writes one run now; throws when the database cannot be asked, and writes it later then. */
export function writeExecution(ended: EndedRun): Promise<void> {
  return writeChunk([queued(ended)]);
}

/** Writes until nothing is queued. */
export async function drainExecutions(): Promise<void> {
  while (executionQueue().length > 0) await flushExecutions();
}

/** What cannot be written now is queued again; what the database refuses is looked for and dropped. */
async function writeChunk(chunk: readonly QueuedRun[]): Promise<void> {
  // One statement writes a row once.
  const parts: QueuedRun[][] = [[...new Map(chunk.map((run) => [run.id, run])).values()]];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    try {
      await write(part.map(({ row }) => row));
    } catch (error) {
      if (!isRefusal(error)) {
        executionQueue().putBack([part, ...parts].flat());
        throw error;
      }
      if (part.length > 1) {
        const middle = Math.ceil(part.length / 2);
        parts.push(part.slice(middle), part.slice(0, middle));
      } else log().error({ error, execution: part[0]?.id }, "execution refused");
    }
  }
}

async function write(rows: readonly ExecutionRow[]): Promise<void> {
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]).join(SEPARATOR));
  await usagePool().query({ name: "write-executions", text: WRITE, values: columns });
}

/** Classes 22, 23 and 54: the data is at fault, and would be next time. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(2[23]|54)/.test(error.code ?? "");
}
