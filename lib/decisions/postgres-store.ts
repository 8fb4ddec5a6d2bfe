import "server-only";
import pg from "pg";
import { unavailable } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type Ask, batchParameters, distribute, gather } from "@/lib/decisions/batch";
import type { AskedRequest, DecisionStore, Verdict } from "@/lib/decisions/decision-store";
import { DECIDE } from "@/lib/decisions/statement";
import type { VerdictRow } from "@/lib/decisions/verdict-row";
import { log } from "@/lib/log";

const LANES = 2;
const LARGEST_BATCH = 256;

/**
 * Counters may lose the last moments before a crash of the database, usage may not: it is written
 * by a transaction of its own. The plan is fixed: every step is an index look-up per secret.
 */
const SESSION =
  "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off";

/** PostgreSQL as the decision store: asks of one moment travel in one statement. */
export class PostgresStore implements DecisionStore {
  /** Names this process in the journal. */
  readonly instance = newId("instance");
  private readonly lanes: pg.Pool;
  private waiting: Ask[] = [];
  private busy = 0;
  private batches = 0;
  private scheduled = false;

  constructor(connectionString: string) {
    this.lanes = new pg.Pool({
      connectionString,
      max: LANES,
      options: SESSION,
      application_name: "runtype-decisions",
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_500,
      idleTimeoutMillis: 0,
    });
    // A broken idle connection is replaced by the pool; without a listener it ends the process.
    this.lanes.on("error", () => undefined);
  }

  decide(hashes: readonly string[], request: AskedRequest): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hashes, request, resolve, reject });
      this.schedule();
    });
  }

  async close(): Promise<void> {
    await this.lanes.end();
  }

  private schedule(): void {
    if (this.scheduled || this.busy >= LANES || this.waiting.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      void this.send(this.waiting.splice(0, LARGEST_BATCH));
      this.schedule();
    });
  }

  private async send(asks: Ask[]): Promise<void> {
    this.busy += 1;
    try {
      const batch = gather(asks);
      this.batches += 1;
      const journal = { instance: this.instance, batch: this.batches };
      const parameters = batchParameters(batch);
      const { rows } = await this.lanes.query<VerdictRow>({
        name: "decide",
        text: DECIDE,
        values: [
          parameters.hashes,
          parameters.counts,
          journal.instance,
          journal.batch,
          parameters.requests,
        ],
        rowMode: "array",
      });
      this.waiting.unshift(...distribute(batch, journal, rows));
    } catch (error) {
      log().error({ error }, "decisions failed");
      // Whoever waits behind a database that does not answer would only wait longer.
      for (const ask of [...asks, ...this.waiting.splice(0)]) {
        ask.reject(unavailable("The key could not be checked. Try again."));
      }
    } finally {
      this.busy -= 1;
      this.schedule();
    }
  }
}
