import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";

/** A secret that can be given again to who made it, sealed for them. */
export type Sealed = { bytes: Uint8Array<ArrayBuffer>; pepperVersion: number };

const SEALED_TABLES = ["idempotency_keys", "claim_links", "portal_links"] as const;

/** SQL: until when a secret that is sealed now can be given again. */
export const SEALED_UNTIL = Prisma.raw("clock_timestamp() + interval '15 minutes'");

/**
 * SQL: whether a row `k` still has a secret to give again. That ends with its first use, which is the
 * first decision of a request with it.
 */
export const HAS_SEALED = `
  k.sealed IS NOT NULL AND k.sealed_until > clock_timestamp()
  AND NOT EXISTS (SELECT FROM secret_uses u WHERE u.secret_id = k.secret_id)
  AND NOT EXISTS (SELECT FROM usage_deltas d WHERE d.secret_id = k.secret_id)
  AND NOT EXISTS (SELECT FROM usage_journal j WHERE strpos(j.verdicts, k.secret_id) > 0)`;

/** Forgets secrets that can be given again no longer. */
export async function endSeals(): Promise<void> {
  for (const table of SEALED_TABLES) {
    await pool().query(`
      UPDATE ${table} SET sealed = NULL, pepper_version = NULL
      WHERE sealed IS NOT NULL AND (sealed_until <= clock_timestamp() OR secret_id IN (
        SELECT secret_id FROM secret_uses))`);
  }
}
