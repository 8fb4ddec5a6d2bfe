import "server-only";
import pg from "pg";
import { log } from "@/lib/log";
import { type EndedRun, executionQueue } from "@/lib/usage/execution-recorder";
import { EXECUTION_COLUMNS, type ExecutionRow, toExecutionRow } from "@/lib/usage/execution-row";
import { usagePool } from "@/lib/usage/usage-pool";

const MOST_ROWS = 1_000;

/** UTF-16 units of all texts of one statement. */
const LARGEST_STATEMENT = 4_000_000;
const SEPARATOR = "\u001f";

const LISTS = EXECUTION_COLUMNS.split(", ").map(
  (_, index) => `string_to_array($${index + 1}, E'\\x1f', '')`,
);

const WRITE = `
INSERT INTO flow_executions (${EXECUTION_COLUMNS})
SELECT id, organization_id, flow_id, version_number::int, environment::environment,
  trigger::execution_trigger, key_id, user_id, product_id, surface_id, capability_id, request_id,
  outcome::execution_outcome, to_timestamp(started_at::float8 / 1000), duration_us::int,
  steps::jsonb, error::jsonb, input::jsonb, output::jsonb
FROM unnest(${LISTS.join(", ")}) AS given(${EXECUTION_COLUMNS})
ON CONFLICT (id) DO NOTHING`;

/** Writes the runs that are queued now; throws when the database cannot be asked. */
export async function flushExecutions(): Promise<void> {
  const queue = executionQueue();
  let left = queue.length;
  while (left > 0) {
    const chunk = takeChunk(queue, left);
    left -= chunk.length;
    await writeChunk(chunk);
  }
}

/** Writes until nothing is queued. */
export async function drainExecutions(): Promise<void> {
  while (executionQueue().length > 0) await flushExecutions();
}

type Written = { ended: EndedRun; row: ExecutionRow };

function takeChunk(queue: EndedRun[], most: number): Written[] {
  const chunk: Written[] = [];
  let size = 0;
  for (const ended of queue.slice(0, Math.min(most, MOST_ROWS))) {
    if (size >= LARGEST_STATEMENT) break;
    const row = toExecutionRow(ended);
    size += row.reduce((sum, text) => sum + text.length, 0);
    chunk.push({ ended, row });
  }
  queue.splice(0, chunk.length);
  return chunk;
}

/** What cannot be written now is queued again; what the database refuses is looked for and dropped. */
async function writeChunk(chunk: readonly Written[]): Promise<void> {
  const parts = [chunk];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    try {
      await write(part.map(({ row }) => row));
    } catch (error) {
      if (!isRefusal(error)) {
        executionQueue().unshift(...[part, ...parts].flat().map(({ ended }) => ended));
        throw error;
      }
      if (part.length > 1) {
        const middle = Math.ceil(part.length / 2);
        parts.push(part.slice(middle), part.slice(0, middle));
      } else log().error({ error, execution: part[0]?.ended.id }, "execution refused");
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
