import "server-only";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log";

let asking: Promise<boolean> | undefined;

/** Whether the database answers now; who asks meanwhile shares the question. */
export function isReachable(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  try {
    await withDatabaseTimeout(pool().query("SELECT 1"));
    return true;
  } catch (error) {
    log().error({ error }, "the database cannot be reached");
    return false;
  }
}
