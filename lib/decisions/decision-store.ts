import "server-only";
import type { WindowCounts } from "@/lib/core/windows";
import type { JournalEntry, KeyReference, PricePart } from "@/lib/journal/journal-entry";
import type { CallTarget, DeadState, KeySnapshot } from "./verdict";

/** Names one state of what may change: random, compared for equality, never used for another state. */
export type Revision = string;

/** What a customer and its plan allow all of its keys together, and the revisions that this rests on. */
export type CustomerSnapshot = {
  customerId: string;
  /** Of the customer. */
  revision: Revision;
  plan: { planId: string; state: Revision } | null;
  limits: readonly (number | null)[];
  quota: { units: number; isHard: boolean } | null;
  /** Millionths of the currency in a month; null where there is none. */
  spendCap: { limit: number; currency: string } | null;
  /** Whether calls of its production keys may have a price. */
  isPriced: boolean;
};

/** What was read about a key that is let in, and may be judged by for as long as its revisions stand. */
export type Snapshot = {
  key: KeySnapshot;
  /** When the key or this secret of it ends, in Unix milliseconds; null when neither does. */
  endsAt: number | null;
  /** In the order of `WINDOW_NAMES`, as all that is said of windows here; null where there is none. */
  limits: readonly (number | null)[];
  revision: Revision;
  /** Of what the organization offers, where the key holds some of it alone. */
  offered: Revision | null;
  customer: CustomerSnapshot | null;
  /** Whether the customer is suspended. */
  suspended: boolean;
};

/** What an endpoint calls, and the revision of what its organization offers. */
export type TargetSnapshot = { target: CallTarget; offered: Revision };

/** A key in a batch, which is charged if everything this rests on is as it was read. */
export type ChargedKey = {
  organizationId: string;
  keyId: string;
  limits: Snapshot["limits"];
  endsAt: number | null;
  revision: Revision;
  offered: Revision | null;
};

/** The requests of one key in a batch. */
export type Charge = ChargedKey & {
  /** How many are to be charged. */
  requests: number;
  /** How many there are, with those from addresses that the key does not allow. */
  asked: number;
};

/** Requests as the journal keeps them, with the positions (from 1) of the slots that they belong to. */
type Journaled = { entry: JournalEntry; requests: unknown[][] };

export type ChargeBatch = Journaled & {
  charges: readonly Charge[];
  /** A secret and what its snapshot makes of a request; `charge` is the position of its key's. */
  slots: readonly { secretId: string; state: LiveState; charge: number }[];
};

/** Requests of keys that have a customer: each is let in where its key's and its customer's windows have room. */
export type TurnBatch = Journaled & {
  keys: readonly (Charge & { customer: number })[];
  /** With the requests to be charged, and their units. */
  customers: readonly (CustomerSnapshot & { requests: number; units: number })[];
  /** In turn; `key` is a position among the keys (from 1), as `customer` is among customers. */
  asks: readonly {
    secretId: string;
    state: LiveState;
    key: number;
    units: number;
    /** What is called, where that may have a price. */
    priced: string | null;
  }[];
};

/** Whether a request was let in, how many its key was asked before, and all windows after that. */
export type Turn = {
  isGranted: boolean;
  earlier: number;
  windows: Charged["windows"];
  customer: Charged["windows"];
  month: Charged["windows"][number];
  /** What the customer spent of the month after it, in millionths. */
  spent: number;
  /** Also of a request that was refused. */
  priceParts: readonly PricePart[] | null;
  failureBilled: boolean;
};

/** A secret (its hash in hex), the endpoint it calls and from where, and how often. */
export type ReadSlot = {
  hash: string;
  slug: string | undefined;
  address: string | null;
  requests: number;
};

export type ReadBatch = Journaled & { slots: readonly ReadSlot[] };

/** What a secret and where it is used from make of a request, before its limits are asked. */
export type LiveState = "active" | "address_not_allowed" | "suspended";

/**
 * What a key was granted of all that was asked, how many requests its windows had been asked about
 * before, and the windows after that.
 */
export type Charged = {
  granted: number;
  earlier: number;
  windows: readonly { used: number; bucket: number }[];
};

export type Read =
  | { state: "changed" }
  | { state: DeadState; key: KeyReference }
  | {
      state: LiveState;
      snapshot: Snapshot;
      target: TargetSnapshot | null;
      charged: Charged | null;
    };

export type Answer<T> = {
  /** The instant of the batch, in Unix milliseconds by the store's clock. */
  at: number;
  /** By position of a charge or a slot, from 1. */
  found: ReadonlyMap<number, T>;
  /** Resolves once a crash of the store cannot undo it; rejects when that is not known. */
  durable: Promise<void>;
};

/**
 * Where keys, their revisions and windows are kept. A batch is one atomic step: each key's requests
 * are charged in all of its windows, as many as fit, or not at all. Both throw when it is not known
 * whether the step was taken, and {@link Undone} when it was not.
 */
export type DecisionStore = {
  /** How many batches may be under way at once. */
  readonly lanes: number;
  /** Charges what rests on current revisions and has not ended; answers nothing of the others. */
  charge(batch: ChargeBatch): Promise<Answer<Charged>>;
  /** The same for keys that have a customer, and for all of their windows. */
  chargeInTurn(batch: TurnBatch): Promise<Answer<Turn>>;
  /** Decides the same; cheaper where everything has room, and dearer where it has not. */
  chargeAll(batch: TurnBatch): Promise<Answer<Turn>>;
  /**
   * Reads and judges secrets, and charges their keys unless they have a customer; answers nothing of
   * secrets that nobody has.
   */
  readAndCharge(batch: ReadBatch): Promise<Answer<Read>>;
  /** Requests of a key that are charged in the windows that are open now. */
  windowsNow(organizationId: string, keyId: string): Promise<WindowCounts>;
  /** Rejects where a decision could not be written. */
  probe(instance: string): Promise<void>;
  /** Ends once nothing is under way. */
  close(): Promise<void>;
};

/** A batch gave way to others and charged nothing: it may be tried again. */
export class Undone extends Error {}
