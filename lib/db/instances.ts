import "server-only";
/** Seconds between two signs of life of a process. */
export const BEAT_SECONDS = 2;

/** Seconds without a sign of life after which a process counts as dead. */
const DEAD_AFTER_SECONDS = 15;

const GRACE = `interval '${DEAD_AFTER_SECONDS} seconds'`;

/**
 * SQL: whether a row of `instances` stands for a living process, by the database's clock. A database
 * that has just started has not yet heard of who lives.
 */
export const LIVING = `(
  last_seen_at > clock_timestamp() - ${GRACE} OR pg_postmaster_start_time() > clock_timestamp() - ${GRACE})`;

/** SQL: whether the process that an expression names lives. One that never entered does not. */
export const isLiving = (instance: string) =>
  `EXISTS (SELECT 1 FROM instances WHERE id = ${instance} AND ${LIVING})`;
