import "server-only";
import { newId } from "@/lib/core/ids";
import { keyNotChecked } from "@/lib/core/refusals";
import type { WindowCounts } from "@/lib/core/windows";
import { abandonBatch, type JournalEntry } from "@/lib/journal/journal-entry";
import { log } from "@/lib/log";
import { distributeCharges, forgetAll, gatherCharges, type KnownAsk } from "./charge-batch";
import {
  type Answer,
  type ChargeBatch,
  type DecisionStore,
  type TurnBatch,
  Undone,
} from "./decision-store";
import type { Ask } from "./judge";
import { distributeReads, gatherReads } from "./read-batch";
import { Snapshots } from "./snapshots";
import { distributeTurns, gatherTurns, type SharedAsk } from "./turn-batch";
import type { AskedRequest, Verdict } from "./verdict";

const MAX_BATCH = 256;
/** So many requests wait no longer for a batch under way: the store has work while we have. */
const MIN_NEXT_BATCH = 8;
/** In milliseconds. So long a batch is waited for, so that more requests travel together. */
const BATCH_WAIT_MS = 20;
const MAX_RETRIES = 5;
/** What waits may need four batches: three to charge what is known, and one to read the rest. */
const LANES_NEEDED = 4;

/** A batch of what is known, the asks in it, and those that do not go with it. */
type Gathered<Batch, Asked> = { batch: Batch; asked: Asked[]; others: KnownAsk[] };

type Distributed = { again: Ask[]; judged: number };

type Distribute<Asked, T> = (
  asked: readonly Asked[],
  answer: Answer<T>,
  entry: JournalEntry,
  snapshots: Snapshots,
) => Distributed;

/**
 * Judges secrets, and charges the windows of their keys in the same step and by the same clock. Asks
 * of one moment travel together; what was read about a key is kept, and holds as long as the charge
 * that rests on it finds the key's revision unchanged.
 */
export class Decider {
  /** Names this process: in the journal, in `instances`, and in what else it holds for a while. */
  readonly instance = newId("instance");
  private readonly snapshots: Snapshots;
  private readonly sent = new Set<Promise<void>>();
  private waiting: Ask[] = [];
  private busy = 0;
  /** Batches under way that are no longer waited for. */
  private late = 0;
  private batches = 0;
  private scheduled = false;

  constructor(
    private readonly store: DecisionStore,
    maxSnapshots: number,
  ) {
    this.snapshots = new Snapshots(maxSnapshots);
  }

  /**
   * Decides for the secret with one of these hashes (hex), one per pepper; with the slug of an
   * endpoint, also says what stands there on the key's own surface.
   * Throws `unavailable` when the question could not be answered; nobody is let in then.
   */
  decide(hashes: readonly string[], request: AskedRequest, slug?: string): Promise<Verdict> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hashes, request, slug, retries: 0, resolve, reject });
      this.schedule();
    });
  }

  /** Requests of a key that are charged in the windows that are open now. */
  windowsNow(organizationId: string, keyId: string): Promise<WindowCounts> {
    return this.store.windowsNow(organizationId, keyId);
  }

  /** Rejects where a decision could not be written. */
  async probe(): Promise<void> {
    while (this.busy >= this.store.lanes)
      await new Promise((resolve) => setTimeout(resolve, BATCH_WAIT_MS));
    const ended = this.begin();
    try {
      await this.store.probe(this.instance);
    } finally {
      ended();
      this.schedule();
    }
  }

  /** Ends when everything that was decided is answered. */
  async close(): Promise<void> {
    await this.store.close();
    await Promise.all(this.sent);
  }

  private schedule(): void {
    if (this.scheduled || this.waiting.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.sendNext();
    });
  }

  /** Sends what waits: beside a batch that is expected back soon, once that is worth another. */
  private sendNext(): void {
    const expected = this.busy - this.late;
    const least = expected === 0 ? 1 : MIN_NEXT_BATCH;
    const isFull = this.busy + LANES_NEEDED > this.store.lanes;
    if (this.waiting.length < least || expected > 1 || isFull) return;
    const known: KnownAsk[] = [];
    const shared: SharedAsk[] = [];
    const inTurn: SharedAsk[] = [];
    const unknown: Ask[] = [];
    for (const ask of this.waiting.splice(0, MAX_BATCH)) {
      const recalled = ask.known ?? this.snapshots.recall(ask);
      ask.known = undefined;
      const customer = recalled?.snapshot.customer;
      if (!recalled) unknown.push(ask);
      else if (!customer) known.push({ ask, ...recalled });
      else {
        const asks = this.snapshots.goesInTurn(customer) ? inTurn : shared;
        asks.push({ ask, shared: customer, ...recalled });
      }
    }
    const { store } = this;
    const charge = (batch: ChargeBatch) => store.charge(batch);
    const chargeAll = (batch: TurnBatch) => store.chargeAll(batch);
    const chargeInTurn = (batch: TurnBatch) => store.chargeInTurn(batch);
    unknown.push(
      ...this.charge(known, gatherCharges, charge, distributeCharges),
      ...this.charge(shared, gatherTurns, chargeAll, distributeTurns),
      ...this.charge(inTurn, gatherTurns, chargeInTurn, distributeTurns),
    );
    if (unknown.length > 0) this.read(unknown);
  }

  /** Charges what is known, in its way; returns the asks that have to be read all the same. */
  private charge<K extends KnownAsk, B, A extends KnownAsk, T>(
    known: readonly K[],
    gather: (known: readonly K[], entry: JournalEntry) => Gathered<B, A>,
    charge: (batch: B) => Promise<Answer<T>>,
    distribute: Distribute<A, T>,
  ): Ask[] {
    if (known.length === 0) return [];
    const entry = this.nextEntry();
    const { batch, asked, others } = gather(known, entry);
    const asks = asked.map(({ ask }) => ask);
    this.send(asks, entry, charge(batch), (answer) =>
      distribute(asked, answer, entry, this.snapshots),
    );
    return forgetAll(others, this.snapshots);
  }

  private read(asks: readonly Ask[]): void {
    const entry = this.nextEntry();
    const { batch, asked } = gatherReads(asks, entry);
    this.send(asks, entry, this.store.readAndCharge(batch), (answer) =>
      distributeReads(asked, answer, batch, this.snapshots),
    );
  }

  private nextEntry(): JournalEntry {
    this.batches += 1;
    return { instance: this.instance, batch: this.batches };
  }

  private send<T>(
    asks: readonly Ask[],
    entry: JournalEntry,
    answered: Promise<Answer<T>>,
    distribute: (answer: Answer<T>) => Distributed,
  ): void {
    const sent = this.settle(asks, entry, answered, distribute);
    this.sent.add(sent);
    void sent.then(() => this.sent.delete(sent));
  }

  private async settle<T>(
    asks: readonly Ask[],
    entry: JournalEntry,
    answered: Promise<Answer<T>>,
    distribute: (answer: Answer<T>) => Distributed,
  ): Promise<void> {
    const ended = this.begin();
    try {
      const answer = await answered;
      ended();
      // The next batch leaves before anyone works on these answers.
      this.sendNext();
      // Nobody hears of a decision that a crash of the store could undo.
      await answer.durable;
      const { again, judged } = distribute(answer);
      if (again.length > 0 && judged === 0) abandonBatch(entry);
      this.askAgain(again);
    } catch (error) {
      this.fail(asks, entry, error);
    } finally {
      ended();
      this.schedule();
    }
  }

  /** Counts a batch as under way until the answer is called. */
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

  private askAgain(asks: readonly Ask[]): void {
    // What was only just read is no repeat.
    for (const ask of asks) if (!ask.known) ask.retries += 1;
    refuse(asks.filter(({ retries }) => retries > MAX_RETRIES));
    this.waiting.unshift(...asks.filter(({ retries }) => retries <= MAX_RETRIES));
  }

  private fail(asks: readonly Ask[], entry: JournalEntry, error: unknown): void {
    log().error({ error }, "decisions failed");
    if (error instanceof Undone) {
      this.askAgain(asks);
      return;
    }
    // It may have been committed, for all that is known here.
    abandonBatch(entry);
    // A request that waits behind a store that does not answer would only wait longer.
    refuse([...asks, ...this.waiting.splice(0)]);
  }
}

function refuse(asks: readonly Ask[]): void {
  for (const ask of asks) ask.reject(keyNotChecked());
}
