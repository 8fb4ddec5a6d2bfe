import { pepperChecks } from "@/lib/credentials/hash-secret";
import { pepperReport } from "@/lib/db/pepper-report";
import { env } from "@/lib/env";

/** What `npm run peppers` prints. */
export function report(): Promise<string> {
  const { DATABASE_URL, RUNTYPE_KEY_PEPPERS } = env();
  return pepperReport(DATABASE_URL, pepperChecks(RUNTYPE_KEY_PEPPERS));
}
