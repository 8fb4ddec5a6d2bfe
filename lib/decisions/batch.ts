import "server-only";
import { memoize } from "@/lib/core/bounded-cache";
import { plainAddress } from "@/lib/core/ip-range";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type { AskedRequest, Verdict } from "./decision-store";
import { type KeyState, toVerdict, type VerdictRow } from "./verdict-row";

export type Ask = {
  /** Hex, one per pepper. */
  hashes: readonly string[];
  request: AskedRequest;
  /** The endpoint that is called. */
  slug: string | undefined;
  /** How often it was asked again. */
  retries: number;
  resolve: (verdict: Verdict) => void;
  reject: (error: unknown) => void;
};

/** A secret, what it calls and from where, of a batch; positions count from 1, as in the statement. */
type Slot = {
  hash: string;
  slug: string | undefined;
  address: string | null;
  position: number;
  requests: number;
};

/** Asks that travel in one statement: those of one secret, for the same and from one address, share a slot. */
export type Batch = {
  asked: readonly { ask: Ask; slots: readonly Slot[] }[];
  slots: readonly Slot[];
  /** Whether any of them calls an endpoint. */
  hasCalls: boolean;
};

const plain = memoize(plainAddress);

export function gather(asks: readonly Ask[]): Batch {
  const slots = new Map<string, Slot>();
  const asked = asks.map((ask) => {
    const { slug, request } = ask;
    const address = request.callerAddress === null ? null : plain(request.callerAddress);
    const slotOf = (hash: string): Slot => {
      const name = `${hash}/${address}/${slug ?? ""}`;
      const slot = slots.get(name) ?? {
        hash,
        slug,
        address,
        position: slots.size + 1,
        requests: 0,
      };
      slot.requests += 1;
      slots.set(name, slot);
      return slot;
    };
    return { ask, slots: ask.hashes.map(slotOf) };
  });
  const hasCalls = asks.some(({ slug }) => slug !== undefined);
  return { asked, slots: [...slots.values()], hasCalls };
}

/** Statement parameters 1, 2, 5, 6 and 7. */
export function batchParameters({ asked, slots }: Batch): {
  hashes: string;
  counts: string;
  requests: string;
  slugs: (string | null)[];
  addresses: (string | null)[];
} {
  const requests = asked.map(({ ask, slots: own }) =>
    toJournal(
      ask.request,
      own.map(({ position }) => position),
    ),
  );
  return {
    hashes: `{${slots.map(({ hash }) => `"\\\\x${hash}"`).join(",")}}`,
    counts: `{${slots.map((slot) => slot.requests).join(",")}}`,
    requests: JSON.stringify(requests),
    slugs: slots.map(({ slug }) => slug ?? null),
    addresses: slots.map(({ address }) => address),
  };
}

/**
 * Hands each ask its verdict, the first asks of a key first; returns those to be asked again and how
 * many got a ticket.
 */
export function distribute(
  batch: Batch,
  journal: JournalEntry,
  rows: readonly VerdictRow[],
): { again: Ask[]; tickets: number } {
  const found = new Map(rows.map((row) => [row[0], row]));
  const again: Ask[] = [];
  const judged: { ask: Ask; row: VerdictRow; state: KeyState }[] = [];
  for (const { ask, slots } of batch.asked) {
    const row = rowOf(slots, found);
    const state = row?.[1];
    if (!row || !state) ask.resolve({ state: "unknown" });
    else if (state === "changed") again.push(ask);
    else judged.push({ ask, row, state });
  }
  const served = new Map<string, number>();
  for (const { ask, row, state } of judged) {
    const nth = (served.get(row[KEY]) ?? 0) + (state === "active" ? 1 : 0);
    served.set(row[KEY], nth);
    const ticket = { ...journal, at: row[AT], size: judged.length };
    ask.resolve(toVerdict(row, state, nth, ticket));
  }
  return { again, tickets: judged.length };
}

const AT = 3;
const KEY = 5;

function rowOf(
  slots: readonly Slot[],
  found: ReadonlyMap<number, VerdictRow>,
): VerdictRow | undefined {
  for (const { position } of slots) {
    const row = found.get(position);
    if (row) return row;
  }
  return undefined;
}
