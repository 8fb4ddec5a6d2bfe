import "server-only";
import type { JournalEntry, Ticket } from "./journal-entry";

type Tally = JournalEntry & { size: number; written: number };

/** Counts the written requests of each journal entry, to know when one is settled as a whole. */
export class BatchLedger {
  private readonly open = new Map<string, Tally>();

  /** The entries these decisions belong to, with what will be written of each once they are. */
  tally(tickets: readonly Ticket[]): Map<string, Tally> {
    const tallies = new Map<string, Tally>();
    for (const { instance, batch, size } of tickets) {
      const name = `${instance}/${batch}`;
      const written = this.open.get(name)?.written ?? 0;
      const tally = tallies.get(name) ?? { instance, batch, size, written };
      tally.written += 1;
      tallies.set(name, tally);
    }
    return tallies;
  }

  /** Takes note that the events of a tally are written. */
  note(tallies: ReadonlyMap<string, Tally>): void {
    for (const [name, tally] of tallies) {
      if (tally.written >= tally.size) this.open.delete(name);
      else this.open.set(name, tally);
    }
  }
}

export function settledEntries(tallies: ReadonlyMap<string, Tally>): JournalEntry[] {
  return [...tallies.values()].filter(({ written, size }) => written >= size);
}
