import "server-only";
import { prisma, type Transaction } from "@/lib/db/prisma";

export type ThrottleRow = { subject: string; failures: number; elapsed: number };

/**
 * The rows of some subjects, made where there were none, and nobody else's until the transaction
 * ends. Taken in one order by everybody. `elapsed` is in seconds, by the database's clock.
 */
export function lockThrottles(tx: Transaction, subjects: string[]): Promise<ThrottleRow[]> {
  return tx.$queryRaw<ThrottleRow[]>`
    INSERT INTO sign_in_throttles (subject, failures, last_failed_at)
    SELECT subject, 0, clock_timestamp() FROM unnest(${subjects}::text[]) AS subject ORDER BY subject
    ON CONFLICT (subject) DO UPDATE SET failures = sign_in_throttles.failures
    RETURNING subject, failures,
      greatest(0, extract(epoch FROM clock_timestamp() - last_failed_at))::float8 AS elapsed`;
}

export async function setFailures(
  tx: Transaction,
  subject: string,
  failures: number,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE sign_in_throttles SET failures = ${failures}, last_failed_at = clock_timestamp()
    WHERE subject = ${subject}`;
}

/** Takes back one failure, and its moment unless another one came after it. */
export async function takeBackFailure({ subject, failures, elapsed }: ThrottleRow): Promise<void> {
  await prisma().$executeRaw`
    UPDATE sign_in_throttles SET
      last_failed_at = CASE WHEN failures = ${failures}
        THEN last_failed_at - make_interval(secs => ${elapsed}::float8) ELSE last_failed_at END,
      failures = greatest(failures - 1, 0)
    WHERE subject = ${subject}`;
}

export async function forgetThrottle(subject: string): Promise<void> {
  await prisma().$executeRaw`DELETE FROM sign_in_throttles WHERE subject = ${subject}`;
}

/** Drops what has faded, an hour of quiet being enough for any count, and the oldest beyond a number. */
export async function trimThrottles(maxRows: number): Promise<void> {
  await prisma().$executeRaw`
    DELETE FROM sign_in_throttles WHERE subject IN (
      SELECT subject FROM sign_in_throttles
      WHERE last_failed_at < clock_timestamp() - interval '1 hour'
        OR last_failed_at < (SELECT last_failed_at FROM sign_in_throttles
          ORDER BY last_failed_at DESC OFFSET ${maxRows - 1}::int LIMIT 1)
      FOR UPDATE SKIP LOCKED)`;
}
