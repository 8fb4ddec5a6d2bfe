import "server-only";
import { prisma } from "@/lib/db/prisma";

export type Subject = {
  subject: string;
  /** Failures without any delay. */
  free: number;
  /** Seconds to wait after the first failure beyond; they double with each further one. */
  first: number;
  /** The longest wait, and the seconds of quiet after which one failure is forgiven. */
  pace: number;
};

/** A count, as it was found; `elapsed` and `wait` are in seconds, by the database's clock. */
export type ThrottleRow = { subject: string; failures: number; elapsed: number; wait: number };

/**
 * Counts an attempt for each subject, unless one of them has to wait. Attempts of one moment follow
 * one another; all take their rows in one order.
 */
export async function countAttempt(subjects: readonly Subject[]): Promise<ThrottleRow[]> {
  const names = subjects.map(({ subject }) => subject);
  await prisma().$executeRaw`
    INSERT INTO sign_in_throttles (subject, failures, last_failed_at)
    SELECT subject, 0, clock_timestamp() FROM unnest(${names}::text[]) AS subject ORDER BY subject
    ON CONFLICT (subject) DO NOTHING`;
  return prisma().$queryRaw<ThrottleRow[]>`
    WITH rules AS (
      SELECT * FROM unnest(${names}::text[], ${subjects.map(({ free }) => free)}::int[],
        ${subjects.map(({ first }) => first)}::int[], ${subjects.map(({ pace }) => pace)}::int[]
      ) AS rule (subject, free, first, pace)
    ), locked AS MATERIALIZED (
      SELECT subject, failures, last_failed_at FROM sign_in_throttles
      WHERE subject = ANY(${names}::text[]) ORDER BY subject FOR UPDATE
    ), found AS MATERIALIZED (
      SELECT *, greatest(0, extract(epoch FROM clock_timestamp() - last_failed_at))::float8 AS elapsed
      FROM locked JOIN rules USING (subject)
    ), judged AS MATERIALIZED (
      SELECT subject, failures, elapsed,
        greatest(0, failures - floor(elapsed / pace)::int) + 1 AS counted,
        CASE WHEN failures < free THEN 0
          ELSE least(pace, first * 2 ^ least(failures - free, 10)) - elapsed END AS wait
      FROM found
    ), updated AS (
      UPDATE sign_in_throttles s SET failures = counted, last_failed_at = clock_timestamp()
      FROM judged WHERE s.subject = judged.subject
        AND NOT EXISTS (SELECT 1 FROM judged WHERE wait > 0)
    )
    SELECT subject, counted AS failures, elapsed, wait::float8 AS wait FROM judged`;
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
