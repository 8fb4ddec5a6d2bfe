import "server-only";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type { Answer, Read, ReadBatch, ReadSlot } from "./decision-store";
import { type Ask, addressOf, grantInTurn, type Judged } from "./judge";
import type { Snapshots } from "./snapshots";

type Asked = { ask: Ask; positions: number[] };

/** Asks to be read: those of one secret, for the same and from one address, share a slot. */
export function gatherReads(asks: readonly Ask[], entry: JournalEntry) {
  const slots = new Map<string, ReadSlot & { position: number }>();
  const asked: Asked[] = asks.map((ask) => {
    const { slug } = ask;
    const address = addressOf(ask);
    const positionOf = (hash: string): number => {
      const name = `${hash}/${address}/${slug ?? ""}`;
      const slot = slots.get(name) ?? {
        hash,
        slug,
        address,
        requests: 0,
        position: slots.size + 1,
      };
      slot.requests += 1;
      slots.set(name, slot);
      return slot.position;
    };
    return { ask, positions: ask.hashes.map(positionOf) };
  });
  const requests = asked.map((each) => toJournal(each.ask.request, each.positions));
  const batch: ReadBatch = { entry, requests, slots: [...slots.values()] };
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
      if ("snapshot" in read && hash) snapshots.keep(hash, ask.slug, read);
    }
  }
  grantInTurn(judged, { at, size: judged.length, ...entry });
  return { again, judged: judged.length };
}
