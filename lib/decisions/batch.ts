import "server-only";
import type { AskedRequest, Verdict } from "@/lib/decisions/decision-store";
import { type JournalEntry, toVerdict, type VerdictRow } from "@/lib/decisions/verdict-row";

export type Ask = {
  /** Hex, one per pepper. */
  hashes: readonly string[];
  request: AskedRequest;
  resolve: (verdict: Verdict) => void;
  reject: (error: unknown) => void;
};

/** Asks that travel in one statement: requests of one secret share a position, so it is charged once. */
export type Batch = {
  asks: readonly Ask[];
  /** Positions count from 1, as in the statement. */
  positions: ReadonlyMap<string, number>;
  counts: readonly number[];
};

export function gather(asks: readonly Ask[]): Batch {
  const positions = new Map<string, number>();
  const counts: number[] = [];
  for (const ask of asks) {
    for (const hash of ask.hashes) {
      const position = positions.get(hash) ?? counts.push(0);
      positions.set(hash, position);
      counts[position - 1] = (counts[position - 1] ?? 0) + 1;
    }
  }
  return { asks, positions, counts };
}

/** Statement parameters 1, 2 and 5. */
export function batchParameters(batch: Batch): {
  hashes: string;
  counts: string;
  requests: string;
} {
  const hashes = [...batch.positions.keys()].map((hash) => `"\\\\x${hash}"`);
  const requests = batch.asks.map(({ hashes: own, request }) => [
    own.map((hash) => batch.positions.get(hash)),
    request.requestId,
    request.method,
    request.route,
    request.permission,
    request.address,
    request.userAgent,
  ]);
  return {
    hashes: `{${hashes.join(",")}}`,
    counts: `{${batch.counts.join(",")}}`,
    requests: JSON.stringify(requests),
  };
}

/** Hands each ask its verdict, the first asks of a secret first; returns those to be asked again. */
export function distribute(
  batch: Batch,
  journal: JournalEntry,
  rows: readonly VerdictRow[],
): Ask[] {
  const found = new Map(rows.map((row) => [row[0], { row, served: 0 }]));
  const again: Ask[] = [];
  for (const ask of batch.asks) {
    const entry = ask.hashes
      .map((hash) => found.get(batch.positions.get(hash) ?? 0))
      .find((each) => each !== undefined);
    if (!entry) {
      ask.resolve({ state: "unknown" });
    } else if (entry.row[1] === "changed") {
      again.push(ask);
    } else {
      entry.served += 1;
      ask.resolve(toVerdict(entry.row, entry.served, journal));
    }
  }
  return again;
}
