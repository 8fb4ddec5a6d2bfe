import "server-only";
import { PostgresStore } from "@/lib/decisions/postgres-store";
import { env } from "@/lib/env";

declare global {
  var runtypeDecisions: PostgresStore | undefined;
}

export function decisions(): PostgresStore {
  globalThis.runtypeDecisions ??= new PostgresStore(env().DATABASE_URL, env().RUNTYPE_DURABILITY);
  return globalThis.runtypeDecisions;
}
