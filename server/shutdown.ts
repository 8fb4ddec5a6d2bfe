import { setTimeout as pause } from "node:timers/promises";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { decisions } from "@/lib/decisions/decisions";
import { runsUnderWay } from "@/lib/flows/runs-under-way";
import { log } from "@/lib/log";
import type { Connections } from "@/server/drain";

/**
 * Milliseconds after the signal at which runs of flows are ended: before connections are cut, so
 * that those can still be answered.
 */
const END_RUNS_MS = 4_000;
/** Bounds of what follows the last answer. */
const AFTERMATH_MS = 100;
const CLOSE_MS = 750;
/** Milliseconds after the signal until which the database may take to stop; at least 1.5 s are left. */
const END_MS = 9_700;

type Running = {
  connections: Connections;
  usage: { stop: () => Promise<void> };
  chores: readonly { stop: () => Promise<void> }[];
  presence: { leave: () => Promise<void> };
  closePages?: () => Promise<void>;
  stopDatabase?: () => Promise<void>;
};

/** On SIGTERM or SIGINT: finish requests and runs, write usage, close the database, exit 0. */
export function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void shutDown(running).then(
      () => process.exit(0),
      (error: unknown) => {
        log().error({ error }, "shutdown failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

async function shutDown({ connections, usage, presence, ...rest }: Running): Promise<void> {
  const startedAt = performance.now();
  const late = pause(END_RUNS_MS).then(() => runsUnderWay().stop());
  await connections.drain();
  // A run outlives a caller who went away.
  await Promise.race([runsUnderWay().ended(), late.then(() => pause(AFTERMATH_MS))]);
  // Requests that were cut off hear of it a moment later, and are usage too.
  await pause(AFTERMATH_MS);
  await usage.stop();
  const gone = presence.leave().catch(() => undefined);
  await within(CLOSE_MS, [
    ...rest.chores.map((chore) => chore.stop()),
    gone,
    rest.closePages?.(),
    decisions().close(),
    prisma()
      .$disconnect()
      .then(() => pool().end()),
  ]);
  await within(END_MS - (performance.now() - startedAt), [rest.stopDatabase?.()]);
}

async function within(milliseconds: number, work: (Promise<void> | undefined)[]): Promise<void> {
  await Promise.race([Promise.all(work), pause(milliseconds)]);
}
