import "server-only";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type { Answer, Read, ReadBatch, ReadSlot } from "./decision-store";
import { type Ask, addressOf, grantInTurn, type Judged } from "./judge";
import type { Snapshots } from "./snapshots";

type Asked = { ask: Ask; positions: number[] };

/** Asks to be read: those of one secret, for the same and from one address, share a slot. */
export function gatherReads(asks: readonly Ask[], entry: JournalEntry) {
  const slots: ReadSlot[] = [];
  const positions = new Map<string, number>();
  const asked: Asked[] = asks.map((ask) => {
    const address = addressOf(ask);
    const positionOf = (hash: string): number => {
      const name = `${hash}/${address}/${ask.slug ?? ""}`;
      const position =
        positions.get(name) ?? slots.push({ hash, slug: ask.slug, address, requests: 0 });
      positions.set(name, position);
      const slot = slots[position - 1];
      if (slot) slot.requests += 1;
      return position;
    };
    return { ask, positions: ask.hashes.map(positionOf) };
  });
  const requests = asked.map((each) => toJournal(each.ask.request, each.positions));
  const batch: ReadBatch = { entry, requests, slots };
  return { batch, asked };
}

/** Hands out what was read, and keeps it; returns the asks whose keys changed meanwhile. */
export function distributeReads(
  asked: readonly Asked[],
  { at, found }: Answer<Read>,
  { entry, slots }: ReadBatch,
  snapshots: Snapshots,
): { again: Ask[]; judged: number } {
  const again: Ask[] = [];
  const judged: Judged[] = [];
  for (const { ask, positions } of asked) {
    const position = positions.find((each) => found.has(each));
    const read = position === undefined ? undefined : found.get(position);
    if (position === undefined || read === undefined) ask.resolve({ state: "unknown" });
    else if (read.state === "changed") again.push(ask);
    else {
      judged.push({ ask, read });
      const hash = slots[position - 1]?.hash;
      if ("snapshot" in read && hash) keep(snapshots, hash, read, ask.slug);
    }
  }
  grantInTurn(judged, { ...entry, at, size: judged.length });
  return { again, judged: judged.length };
}

function keep(
  snapshots: Snapshots,
  hash: string,
  { snapshot, target }: Extract<Read, { snapshot: unknown }>,
  slug: string | undefined,
): void {
  snapshots.keep(hash, snapshot);
  const surfaceId = snapshot.key.surface?.surfaceId;
  if (surfaceId && slug !== undefined && target) snapshots.keepEndpoint(surfaceId, slug, target);
}
