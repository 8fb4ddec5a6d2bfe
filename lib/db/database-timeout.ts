import "server-only";
import { unavailable } from "@/lib/core/errors";

const TIMEOUT_MS = 3_000;

/**
 * The first thing that a request asks of the database, given up when no answer comes in time:
 * a broken network may say nothing at all. Throws `unavailable`.
 */
export async function withDatabaseTimeout<T>(question: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(unavailable("The database cannot be reached. Try again.")),
      TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}
