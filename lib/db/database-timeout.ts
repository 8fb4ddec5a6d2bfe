import "server-only";
import { databaseUnreachable } from "@/lib/core/refusals";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log";

let asking: Promise<boolean> | undefined;

/** Whether the database answers now; who asks meanwhile shares the question. */
export function isReachable(): Promise<boolean> {
  const unreachable = (error: unknown) => {
    log().error({ error }, "the database cannot be reached");
    return false;
  };
  asking ??= withDatabaseTimeout(pool().query("SELECT 1"))
    .then(() => true, unreachable)
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

const TIMEOUT_MS = 3_000;

/**
 * The first thing that a request asks of the database, given up when no answer comes in time:
 * a broken network may say nothing at all. Throws `unavailable`.
 */
export async function withDatabaseTimeout<T>(question: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(databaseUnreachable()), TIMEOUT_MS);
  });
  try {
    return await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}
