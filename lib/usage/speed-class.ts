import "server-only";

/** The class of what nobody timed. */
export const UNTIMED = -1;

const PER_DOUBLING = 4;

/** Requests of a class. */
export type SpeedCount = { speed: number; requests: number };

/**
 * The class of a column `duration_us`, for a statement: four classes for each doubling, so that a
 * duration is known to a fifth.
 */
export const SPEED_OF_DURATION = `(CASE
  WHEN duration_us > 1 THEN floor(${PER_DOUBLING / Math.LN2} * ln(duration_us::float8))
  WHEN duration_us IS NULL THEN ${UNTIMED} ELSE 0 END)::smallint`;

/** Where a class begins and where the next one does, in microseconds. */
export function speedBounds(speed: number): { from: number; to: number } {
  return { from: 2 ** (speed / PER_DOUBLING), to: 2 ** ((speed + 1) / PER_DOUBLING) };
}

/**
 * The duration in microseconds that a share (0 to 1) of the timed requests took at most; null when
 * none was timed. Within a class, requests count as evenly spread: it may read up to a fifth above
 * the slowest of them, which nobody keeps.
 */
export function speedQuantile(counts: readonly SpeedCount[], share: number): number | null {
  // A class comes once for each bucket or key that has it.
  const timed = new Map<number, number>();
  for (const { speed, requests } of counts) {
    if (speed !== UNTIMED) timed.set(speed, (timed.get(speed) ?? 0) + requests);
  }
  const total = [...timed.values()].reduce((sum, requests) => sum + requests, 0);
  let left = share * total;
  for (const [speed, requests] of [...timed].toSorted(([one], [other]) => one - other)) {
    const { from, to } = speedBounds(speed);
    if (requests > 0 && left <= requests) return from + (to - from) * (left / requests);
    left -= requests;
  }
  return null;
}
