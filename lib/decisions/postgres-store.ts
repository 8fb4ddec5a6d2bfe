import "server-only";
import pg from "pg";
import { newId } from "@/lib/core/ids";
import { keyNotChecked } from "@/lib/core/refusals";
import { NO_REQUESTS, type WindowCounts } from "@/lib/core/windows";
import { openPool, pool } from "@/lib/db/pool";
import { abandonBatch, type JournalEntry } from "@/lib/journal/journal-entry";
import { log } from "@/lib/log";
import { type Ask, type Batch, batchParameters, distribute, gather } from "./batch";
import type { AskedRequest, DecisionStore, Verdict } from "./decision-store";
import { LogFlush } from "./log-flush";
import { DECIDE, DECIDE_CALLS, probeOf, WINDOWS_NOW } from "./statement";
import type { VerdictRow } from "./verdict-row";

type Durability = "durable" | "relaxed";

const LANES = 3;
const MAX_BATCH = 256;
/** So many requests wait no longer for a statement under way: PostgreSQL has work while we have. */
const MIN_NEXT_BATCH = 8;
/** In milliseconds. So long a statement is waited for, so that more requests travel together. */
const BATCH_WAIT_MS = 20;
const MAX_RETRIES = 5;

/**
 * Commits are not on disk at once, so that no window is held during a flush: answers wait for one that
 * they share. The plan is fixed: every step is an index look-up per secret.
 */
const SESSION =
  "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off -c statement_timeout=2000";

/** PostgreSQL as the decision store: asks of one moment travel in one statement. */
export class PostgresStore implements DecisionStore {
  readonly instance = newId("instance");
  private readonly lanes: pg.Pool;
  /** None when answers do not wait for the disk. */
  private readonly log: LogFlush | undefined;
  private readonly idle: pg.PoolClient[] = [];
  private readonly sent = new Set<Promise<void>>();
  private waiting: Ask[] = [];
  private busy = 0;
  /** Statements under way that are no longer waited for. */
  private late = 0;
  private batches = 0;
  private scheduled = false;

  constructor(connectionString: string, durability: Durability) {
    this.log = durability === "durable" ? new LogFlush(connectionString) : undefined;
    this.lanes = openPool({
      connectionString,
      max: LANES,
      options: SESSION,
      application_name: "runtype-decisions",
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_500,
      idleTimeoutMillis: 0,
    });
    this.lanes.on("connect", (lane) => lane.once("end", () => this.forget(lane)));
  }

  decide(hashes: readonly string[], request: AskedRequest, slug?: string): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hashes, request, slug, retries: 0, resolve, reject });
      this.schedule();
    });
  }

  async windowsNow(organizationId: string, keyId: string): Promise<WindowCounts> {
    const { rows } = await pool().query<WindowCounts>(WINDOWS_NOW, [organizationId, keyId]);
    return rows[0] ?? NO_REQUESTS;
  }

  /** It writes as a decision does, and takes that back. */
  async probe(): Promise<void> {
    while (this.busy === LANES) await new Promise((resolve) => setTimeout(resolve, BATCH_WAIT_MS));
    const ended = this.begin();
    try {
      const lane = this.idle.pop() ?? (await this.lanes.connect());
      await lane.query(probeOf(this.instance)).catch((error: unknown) => {
        lane.release(true);
        throw error;
      });
      this.keep(lane);
    } finally {
      ended();
      this.schedule();
    }
  }

  async close(): Promise<void> {
    for (const lane of this.idle.splice(0)) lane.release();
    await this.lanes.end();
    // What was decided waits for the log alone.
    await Promise.all(this.sent);
    await this.log?.close();
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.sendNext();
    });
  }

  /** Sends what waits: beside a statement that is expected back soon, once that is worth another. */
  private sendNext(): void {
    const expected = this.busy - this.late;
    const least = expected === 0 ? 1 : MIN_NEXT_BATCH;
    if (this.waiting.length < least || expected > 1 || this.busy === LANES) return;
    const sent = this.send(this.waiting.splice(0, MAX_BATCH));
    this.sent.add(sent);
    void sent.then(() => this.sent.delete(sent));
  }

  private async send(asks: Ask[]): Promise<void> {
    const ended = this.begin();
    let journal: JournalEntry | undefined;
    try {
      const lane = this.idle.pop() ?? (await this.lanes.connect());
      this.batches += 1;
      journal = { instance: this.instance, batch: this.batches };
      const batch = gather(asks);
      const rows = await query(lane, batch, journal);
      this.keep(lane);
      ended();
      // The next statement leaves before anyone works on these answers.
      this.sendNext();
      // Nobody hears of a decision that a crash of the database could undo.
      if (rows.length > 0) await this.log?.flush();
      const { again, tickets } = distribute(batch, journal, rows);
      if (again.length > 0 && tickets === 0) abandonBatch(journal);
      this.askAgain(again);
    } catch (error) {
      this.fail(asks, journal, error);
    } finally {
      ended();
      this.schedule();
    }
  }

  /** Counts a statement as under way until the answer is called. */
  private begin(): () => void {
    let state: "expected" | "late" | "ended" = "expected";
    this.busy += 1;
    const timer = setTimeout(() => {
      state = "late";
      this.late += 1;
      this.schedule();
    }, BATCH_WAIT_MS);
    return () => {
      if (state === "ended") return;
      clearTimeout(timer);
      this.busy -= 1;
      if (state === "late") this.late -= 1;
      state = "ended";
    };
  }

  private keep(lane: pg.PoolClient): void {
    if (this.lanes.ending) lane.release();
    else this.idle.push(lane);
  }

  /** Its connection has ended. */
  private forget(lane: pg.PoolClient): void {
    const index = this.idle.indexOf(lane);
    if (index === -1) return;
    this.idle.splice(index, 1);
    lane.release(true);
  }

  private askAgain(asks: Ask[]): void {
    for (const ask of asks) ask.retries += 1;
    refuse(asks.filter(({ retries }) => retries > MAX_RETRIES));
    this.waiting.unshift(...asks.filter(({ retries }) => retries <= MAX_RETRIES));
  }

  private fail(asks: Ask[], sent: JournalEntry | undefined, error: unknown): void {
    log().error({ error }, "decisions failed");
    // A deadlock undoes the whole statement: nothing was charged.
    if (error instanceof pg.DatabaseError && error.code === "40P01") {
      this.askAgain(asks);
      return;
    }
    // It may have been committed, for all that is known here.
    if (sent) abandonBatch(sent);
    // A request that waits behind a database that does not answer would only wait longer.
    refuse([...asks, ...this.waiting.splice(0)]);
  }
}

/** Asks one statement; a connection that failed is closed, and with it what it may still be at. */
async function query(
  lane: pg.PoolClient,
  batch: Batch,
  journal: JournalEntry,
): Promise<VerdictRow[]> {
  const { hashes, counts, requests, slugs, addresses } = batchParameters(batch);
  try {
    const { rows } = await lane.query<VerdictRow>({
      ...(batch.hasCalls
        ? { name: "decide-calls", text: DECIDE_CALLS }
        : { name: "decide", text: DECIDE }),
      values: [hashes, counts, journal.instance, journal.batch, requests, slugs, addresses],
      rowMode: "array",
    });
    return rows;
  } catch (error) {
    lane.release(true);
    throw error;
  }
}

function refuse(asks: Ask[]): void {
  for (const ask of asks) ask.reject(keyNotChecked());
}
