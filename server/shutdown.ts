import type { Server } from "node:http";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { decisions } from "@/lib/decisions/decisions";
import { log } from "@/lib/log";

/** How long requests under way may take to finish, in milliseconds. */
const PATIENCE = 5_000;

type Running = {
  server: Server;
  usage: { stop: () => Promise<void> };
  closePages?: () => Promise<void>;
  stopDatabase?: () => Promise<void>;
};

/** On SIGTERM or SIGINT: finish requests, write usage, close the database, exit 0. */
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

async function shutDown({ server, usage, closePages, stopDatabase }: Running): Promise<void> {
  await closeServer(server);
  await closePages?.();
  await usage.stop();
  await decisions().close();
  await prisma().$disconnect();
  await pool().end();
  await stopDatabase?.();
}

function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), PATIENCE).unref();
  return closed;
}
