import "server-only";
import pg from "pg";
import { NO_REQUESTS, WINDOW_NAMES, type WindowCounts } from "@/lib/core/windows";
import { openPool, pool } from "@/lib/db/pool";
import { arrayLiteral, quotedLiteral } from "./array-literal";
import { CHARGE_ALL, chargeAllValues, toTurnRow } from "./charge-all";
import {
  type Answer,
  type ChargeBatch,
  type Charged,
  type DecisionStore,
  type Read,
  type ReadBatch,
  type Turn,
  type TurnBatch,
  Undone,
} from "./decision-store";
import { LogFlush } from "./log-flush";
import { type ReadRow, toRead } from "./read-row";
import {
  CHARGE,
  CHARGE_IN_TURN,
  probeOf,
  READ_AND_CHARGE,
  READ_AND_CHARGE_CALLS,
  WINDOWS_NOW,
} from "./statements";
import { NOTHING_CHARGED, type TurnRow, turnsOf } from "./turns";

type Durability = "durable" | "relaxed";

/**
 * Commits are not on disk at once, so that no window is held during a flush: answers wait for one that
 * they share. The plan is fixed: every step is an index look-up per secret.
 */
const SESSION =
  "-c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c jit=off -c enable_seqscan=off -c statement_timeout=2000";

type Statement = { name: string; text: string };

/** The instant (Unix milliseconds), and the numbers of all keys that were charged, if any was. */
type ChargeRow = [at: number, charged: string | null];

/** PostgreSQL as the decision store: a batch is one statement. */
export class PostgresStore implements DecisionStore {
  readonly lanes = 6;
  private readonly connections: pg.Pool;
  /** None when answers do not wait for the disk. */
  private readonly log: LogFlush | undefined;
  private readonly idle: pg.PoolClient[] = [];
  private readonly flushes = new Set<Promise<void>>();

  constructor(connectionString: string, durability: Durability) {
    this.log = durability === "durable" ? new LogFlush(connectionString) : undefined;
    this.connections = openPool({
      connectionString,
      max: this.lanes,
      options: SESSION,
      application_name: "runtype-decisions",
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_500,
      idleTimeoutMillis: 0,
    });
    this.connections.on("connect", (lane) => lane.once("end", () => this.forget(lane)));
  }

  async charge({ entry, requests, charges, slots }: ChargeBatch): Promise<Answer<Charged>> {
    const rows = await this.query<ChargeRow>({ name: "charge", text: CHARGE }, [
      arrayLiteral(charges.map(({ keyId }) => keyId)),
      arrayLiteral(charges.map(({ revision }) => revision)),
      arrayLiteral(charges.map((each) => each.requests)),
      arrayLiteral(charges.map(({ endsAt }) => endsAt)),
      arrayLiteral(charges.map((each) => (each.offered === null ? null : each.organizationId))),
      arrayLiteral(charges.map(({ offered }) => offered)),
      entry.instance,
      entry.batch,
      JSON.stringify(requests),
      quotedLiteral(slots.map(({ secretId, state }, at) => `[${at + 1},"${secretId}","${state}",`)),
      arrayLiteral(slots.map((slot) => slot.charge)),
      arrayLiteral(charges.map(({ asked }) => asked)),
      ...WINDOW_NAMES.map((_, window) => arrayLiteral(charges.map(({ limits }) => limits[window]))),
    ]);
    const [[at, charged] = [0, null]] = rows;
    return this.answer(at, chargedIn(charged));
  }

  async chargeAll(batch: TurnBatch): Promise<Answer<Turn>> {
    const [[charged] = [null]] = await this.query<[string | null]>(
      CHARGE_ALL,
      chargeAllValues(batch),
    );
    if (charged === null) return this.chargeInTurn(batch);
    const told = toTurnRow(batch, charged);
    return this.answer(told[0], turnsOf(batch, told));
  }

  async chargeInTurn({ entry, requests, keys, customers, asks }: TurnBatch): Promise<Answer<Turn>> {
    const [[told] = [NOTHING_CHARGED]] = await this.query<[TurnRow]>(
      { name: "charge-in-turn", text: CHARGE_IN_TURN },
      [
        arrayLiteral(keys.map(({ keyId }) => keyId)),
        arrayLiteral(keys.map(({ revision }) => revision)),
        arrayLiteral(keys.map(({ endsAt }) => endsAt)),
        arrayLiteral(keys.flatMap(({ limits }) => limits)),
        arrayLiteral(keys.map((each) => (each.offered === null ? null : each.organizationId))),
        arrayLiteral(keys.map(({ offered }) => offered)),
        arrayLiteral(keys.map(({ customer }) => customer)),
        arrayLiteral(customers.map(({ customerId }) => customerId)),
        arrayLiteral(customers.map(({ revision }) => revision)),
        arrayLiteral(customers.map(({ plan }) => plan?.planId)),
        arrayLiteral(customers.map(({ plan }) => plan?.state)),
        arrayLiteral(customers.flatMap(({ limits }) => limits)),
        arrayLiteral(customers.map(({ quota }) => (quota?.isHard ? quota.units : null))),
        arrayLiteral(customers.map(({ spendCap }) => spendCap?.limit)),
        arrayLiteral(asks.map(({ key }) => key)),
        arrayLiteral(asks.map(({ state }) => state)),
        arrayLiteral(asks.map(({ units }) => units)),
        arrayLiteral(asks.map(({ priced }) => priced)),
        quotedLiteral(asks.map(({ secretId }, at) => `[${at + 1},"${secretId}","`)),
        entry.instance,
        entry.batch,
        JSON.stringify(requests),
      ],
    );
    return this.answer(told[0], turnsOf({ asks, keys }, told));
  }

  async readAndCharge({ entry, requests, slots }: ReadBatch): Promise<Answer<Read>> {
    const hasCalls = slots.some(({ slug }) => slug !== undefined);
    const statement = hasCalls
      ? { name: "read-and-charge-calls", text: READ_AND_CHARGE_CALLS }
      : { name: "read-and-charge", text: READ_AND_CHARGE };
    const rows = await this.query<ReadRow>(statement, [
      `{${slots.map(({ hash }) => `"\\\\x${hash}"`).join(",")}}`,
      arrayLiteral(slots.map((slot) => slot.requests)),
      entry.instance,
      entry.batch,
      JSON.stringify(requests),
      slots.map(({ slug }) => slug ?? null),
      slots.map(({ address }) => address),
    ]);
    return this.answer(rows[0]?.[1] ?? 0, new Map(rows.map((row) => [row[0], toRead(row)])));
  }

  async windowsNow(organizationId: string, keyId: string): Promise<WindowCounts> {
    const { rows } = await pool().query<WindowCounts>(WINDOWS_NOW, [organizationId, keyId]);
    return rows[0] ?? NO_REQUESTS;
  }

  /** It writes as a decision does, and takes that back. */
  async probe(instance: string): Promise<void> {
    const lane = this.idle.pop() ?? (await this.connections.connect());
    await lane.query(probeOf(instance)).catch((error: unknown) => {
      lane.release(true);
      throw error;
    });
    this.keep(lane);
  }

  async close(): Promise<void> {
    for (const lane of this.idle.splice(0)) lane.release();
    await this.connections.end();
    // What was charged waits for the log alone.
    await Promise.allSettled(this.flushes);
    await this.log?.close();
  }

  /** Asks one statement; a connection that failed is closed, and with it what it may still be at. */
  private async query<Row extends unknown[]>(
    statement: Statement,
    values: unknown[],
  ): Promise<Row[]> {
    const lane = this.idle.pop() ?? (await this.connections.connect());
    try {
      const { rows } = await lane.query<Row>({ values, rowMode: "array", ...statement });
      this.keep(lane);
      return rows;
    } catch (error) {
      lane.release(true);
      // A deadlock undoes the whole statement.
      throw error instanceof pg.DatabaseError && error.code === "40P01"
        ? new Undone("deadlock", { cause: error })
        : error;
    }
  }

  private answer<T>(at: number, found: ReadonlyMap<number, T>): Answer<T> {
    return { at, found, durable: this.flush(found.size) };
  }

  private flush(written: number): Promise<void> {
    if (written === 0 || !this.log) return Promise.resolve();
    const flushed = this.log.flush();
    this.flushes.add(flushed);
    const ended = () => this.flushes.delete(flushed);
    flushed.then(ended, ended);
    return flushed;
  }

  private keep(lane: pg.PoolClient): void {
    if (this.connections.ending) lane.release();
    else this.idle.push(lane);
  }

  /** Its connection has ended. */
  private forget(lane: pg.PoolClient): void {
    const index = this.idle.indexOf(lane);
    if (index === -1) return;
    this.idle.splice(index, 1);
    lane.release(true);
  }
}

/** Position, granted, asked earlier, then use and bucket of each window. */
const NUMBERS_OF_KEY = 3 + 2 * WINDOW_NAMES.length;

function chargedIn(text: string | null): Map<number, Charged> {
  const numbers = text?.split(",") ?? [];
  const number = (at: number) => Number(numbers[at]);
  const found = new Map<number, Charged>();
  for (let at = 0; at < numbers.length; at += NUMBERS_OF_KEY) {
    const windows = WINDOW_NAMES.map((_, window) => {
      const first = at + 3 + 2 * window;
      return { used: number(first), bucket: number(first + 1) };
    });
    found.set(number(at), { granted: number(at + 1), earlier: number(at + 2), windows });
  }
  return found;
}
