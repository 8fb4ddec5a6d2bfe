import "server-only";
import pg from "pg";
import { flushExecutions } from "@/lib/executions/write-executions";
import type { JournalEntry, Ticket } from "@/lib/journal/journal-entry";
import { log } from "@/lib/log";
import { type UsageEvent, usageQueue } from "@/lib/usage/record-usage";
import { writeEvents } from "@/lib/usage/write-events";

const MAX_CHUNK = 2_000;

/** Writes queued events and their runs. What could not be written stays queued, in order. */
export class Flusher {
  private readonly ledger = new BatchLedger();

  /** Writes until less than a chunk is queued; throws when the database cannot be asked. */
  async flush(): Promise<void> {
    const queue = usageQueue();
    let size = MAX_CHUNK;
    while (queue.length > 0) {
      const chunk = queue.splice(0, size);
      size = (await this.write(chunk)) ? MAX_CHUNK : Math.ceil(chunk.length / 2);
      if (size === MAX_CHUNK && queue.length < MAX_CHUNK) return;
    }
  }

  /** Writes until nothing is queued. */
  async drain(): Promise<void> {
    while (usageQueue().length > 0) await this.flush();
  }

  /** False when the chunk is queued again because the database refuses one of its events. */
  private async write(chunk: UsageEvent[]): Promise<boolean> {
    const tallies = this.ledger.tally(chunk);
    try {
      // Their runs first: once an event is written, the journal no longer tells of its run.
      await flushExecutions();
      await writeEvents(chunk, settledEntries(tallies));
      this.ledger.note(tallies);
      return true;
    } catch (error) {
      if (chunk.length === 1 && isRefusal(error)) {
        // Its journal entry stays, and becomes an event when this process has ended.
        log().error({ error, event: chunk[0] }, "usage event refused by the database");
        return true;
      }
      usageQueue().unshift(...chunk);
      if (isRefusal(error)) return false;
      throw error;
    }
  }
}

/** Classes 22 and 23: the data is at fault, and would be next time. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
}

type Tally = JournalEntry & { size: number; written: number };

/** Counts the written requests of each journal entry, to know when one is settled as a whole. */
class BatchLedger {
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

function settledEntries(tallies: ReadonlyMap<string, Tally>): JournalEntry[] {
  return [...tallies.values()].filter(({ written, size }) => written >= size);
}
