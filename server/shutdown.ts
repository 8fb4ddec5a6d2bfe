import type { Server, ServerResponse } from "node:http";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { decisions } from "@/lib/decisions/decisions";
import { runsUnderWay } from "@/lib/flows/runs-under-way";
import { log } from "@/lib/log";

/** How long requests under way may take to finish, in milliseconds. */
const PATIENCE = 5_000;

/** How long runs of flows may take to finish: those that are ended then can still be answered. */
const RUN_PATIENCE = 4_000;

/** How long connections may take to close, in milliseconds. */
const CLOSING_PATIENCE = 1_000;
const LOOK_FOR_IDLE = 100;
const AFTERMATH = 20;

type Running = {
  server: Server;
  usage: { stop: () => Promise<void> };
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

async function shutDown({
  server,
  usage,
  presence,
  closePages,
  stopDatabase,
}: Running): Promise<void> {
  const late = setTimeout(() => runsUnderWay().stop(), RUN_PATIENCE);
  await closeServer(server);
  // A run outlives a caller who went away.
  await within(PATIENCE, [runsUnderWay().ended()]);
  clearTimeout(late);
  // Requests that were cut off hear of it a moment later, and are usage too.
  await new Promise((resolve) => setTimeout(resolve, AFTERMATH));
  await usage.stop();
  const gone = presence.leave().catch(() => undefined);
  await within(CLOSING_PATIENCE, [gone, closePages?.(), decisions().close(), closePool()]);
  await stopDatabase?.();
}

async function closePool(): Promise<void> {
  await prisma().$disconnect();
  await pool().end();
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A caller who keeps a connection would go on asking on it.
  server.prependListener("request", (_request, response: ServerResponse) => {
    response.setHeader("Connection", "close");
  });
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE);
  const cut = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

async function within(milliseconds: number, work: (Promise<void> | undefined)[]): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
  await Promise.race([Promise.all(work), patience]);
}
