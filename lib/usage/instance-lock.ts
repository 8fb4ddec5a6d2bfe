import "server-only";
import { Socket } from "node:net";
import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

export type InstanceLock = { release: () => Promise<void> };

const HOLD = "SELECT pg_advisory_lock(hashtextextended($1, 0))";
const RETRY = 500;

/** The lock that is held while a process lives: whoever can take it knows that the process is dead. */
export function instanceLockName(instance: string): string {
  return `usage: instance ${instance}`;
}

/** Holds the lock of a process on a connection of its own, and takes it again when that breaks. */
export function holdInstanceLock(instance: string): InstanceLock {
  let released = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  function connect(): void {
    const opened = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "runtype-alive",
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      stream: () => new Socket().unref(),
    });
    client = opened;
    opened.on("error", (error) => log().warn({ error }, "instance lock lost"));
    opened.once("end", () => retry(opened));
    opened.connect().then(
      () => {
        opened.query(HOLD, [instanceLockName(instance)]).catch(() => opened.end());
      },
      () => retry(opened),
    );
  }

  function retry(failed: pg.Client): void {
    if (released || client !== failed) return;
    clearTimeout(timer);
    timer = setTimeout(connect, RETRY).unref();
  }

  connect();
  return {
    release: async () => {
      released = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
