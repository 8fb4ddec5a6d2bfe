import "server-only";
import { type JournalEntry, toJournal } from "@/lib/journal/journal-entry";
import type { Answer, Read, ReadBatch, ReadSlot } from "./decision-store";
import { type Ask, addressOf, grantInTurn, type Judged } from "./judge";
import type { Snapshots } from "./snapshots";

type Slot = ReadSlot & { position: number };
type Asked = { ask: Ask; slots: Slot[] };

/** Asks to be read: those of one secret, for the same and from one address, share a slot. */
export function gatherReads(asks: readonly Ask[], entry: JournalEntry) {
  const slots = new Map<string, Slot>();
  const asked: Asked[] = asks.map((ask) => {
    const { slug } = ask;
    const address = addressOf(ask);
    const slotOf = (hash: string): Slot => {
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
      return slot;
    };
    return { ask, slots: ask.hashes.map(slotOf) };
  });
  const requests = asked.map((each) =>
    toJournal(
      each.ask.request,
      each.slots.map(({ position }) => position),
    ),
  );
  const batch: ReadBatch = { entry, requests, slots: [...slots.values()] };
  return { batch, asked };
}

/** Hands out what was read, and keeps it; returns the asks whose keys changed meanwhile, or are charged next. */
export function distributeReads(
  asked: readonly Asked[],
  { at, found }: Answer<Read>,
  { entry }: ReadBatch,
  snapshots: Snapshots,
): { again: Ask[]; judged: number } {
  const again: Ask[] = [];
  const judged: Judged[] = [];
  for (const { ask, slots } of asked) {
    const slot = slots.find(({ position }) => found.has(position));
    const read = slot && found.get(slot.position);
    if (!read) ask.resolve({ state: "unknown" });
    else if (read.state === "changed") again.push(ask);
    else if ("snapshot" in read) {
      const { charged, ...known } = read;
      snapshots.keep(slot.hash, ask.slug, known);
      if (charged) judged.push({ ask, read: { charged, ...known } });
      else {
        ask.known = known;
        again.push(ask);
      }
    } else judged.push({ ask, read });
  }
  grantInTurn(judged, { at, size: judged.length, ...entry });
  return { again, judged: judged.length };
}
