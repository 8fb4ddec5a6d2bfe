import "server-only";
import type { JournalEntry, UsageEvent } from "@/lib/usage/usage-event";

type Tally = JournalEntry & { size: number; written: number };

/** Counts the written requests of each journal entry, to know when one is settled as a whole. */
export class BatchLedger {
  private readonly open = new Map<string, Tally>();

  /** The entries these events touch, with what will be written of each once these are. */
  tally(events: readonly UsageEvent[]): Map<string, Tally> {
    const tallies = new Map<string, Tally>();
    for (const { instance, batch, size } of events) {
      const name = `${instance}/${batch}`;
      const tally = tallies.get(name) ?? {
        instance,
        batch,
        size,
        written: this.open.get(name)?.written ?? 0,
      };
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
