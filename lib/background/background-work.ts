import "server-only";
import { once } from "node:events";
import { appendRefusedActs } from "@/lib/audit/refused-acts";
import { endSeals } from "@/lib/db/seals";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { decisions } from "@/lib/decisions/decisions";
import { drainExecutions } from "@/lib/executions/write-executions";
import { log } from "@/lib/log";
import { usageQueue } from "@/lib/usage/record-usage";
import { feedUsage } from "@/lib/usage/write-feed";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { Flusher } from "./flusher";
import { maintainUsage } from "./maintenance";
import { type Repetition, repeat } from "./repeat";
import { sweepAbandoned, sweepDead } from "./sweeper";

export type BackgroundWork = {
  /** Writes everything that is queued and ends the background work; takes 2 seconds at most. */
  stop: () => Promise<void>;
};

/** In milliseconds. What is not written by then has its journal entry, and is swept later. */
const STOP_TIMEOUT_MS = 2_000;

declare global {
  var runtypeBackgroundWork: BackgroundWork | undefined;
}

/** Starts the background work, once per process. */
export function startBackgroundWork(): BackgroundWork {
  globalThis.runtypeBackgroundWork ??= begin();
  return globalThis.runtypeBackgroundWork;
}

type Work = { writing: Repetition; others: Repetition[]; flusher: Flusher };

function begin(): BackgroundWork {
  const { instance } = decisions();
  const flusher = new Flusher();
  const work = {
    flusher,
    writing: repeat("write usage", () => flusher.flush(), 200),
    others: [
      // Never more than a tenth of the time: the busier, the more each run adds up at once.
      repeat("roll up usage", rollUp, (took) => Math.max(1_000, 9 * took)),
      repeat("feed usage", feedUsage, (took) => Math.max(500, took)),
      repeat("settle abandoned decisions", sweepAbandoned, 5_000),
      repeat("settle decisions of dead processes", () => sweepDead(instance), 30_000),
      repeat("maintain usage", maintainUsage, 3_600_000),
      repeat("forget sealed answers", endSeals, 60_000),
      repeat("record refused acts", appendRefusedActs, 10_000),
    ],
  };
  return { stop: () => stop(work) };
}

async function stop(work: Work): Promise<void> {
  globalThis.runtypeBackgroundWork = undefined;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), STOP_TIMEOUT_MS);
  const lost = once(patience.signal, "abort");
  const written = finish(work, patience.signal).catch((error: unknown) => {
    log().warn({ error, events: usageQueue().length }, "usage left for the next start");
  });
  await Promise.race([written, lost]);
  await Promise.race([closeUsagePool(), lost]);
  clearTimeout(timer);
}

/** What is queued comes first: all else can be done by any process at any time. */
async function finish(work: Work, patience: AbortSignal): Promise<void> {
  const others = Promise.all(work.others.map((each) => each.stop()));
  await work.writing.stop();
  for (const step of [
    () => work.flusher.drain(),
    drainExecutions,
    () => others,
    sweepAbandoned,
    rollUp,
    feedUsage,
  ]) {
    patience.throwIfAborted();
    await step();
  }
}
