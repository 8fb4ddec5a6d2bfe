import "server-only";
import { databaseUnreachable } from "@/lib/core/refusals";

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
