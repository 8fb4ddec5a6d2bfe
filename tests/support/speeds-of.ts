import { pool } from "@/lib/db/pool";
import { SPEED_OF_DURATION } from "@/lib/usage/speed-class";

/** The classes of durations in microseconds, as they are counted. */
export async function speedsOf(durations: readonly (number | null)[]): Promise<number[]> {
  const { rows } = await pool().query<{ speed: number }>(
    `SELECT ${SPEED_OF_DURATION} AS speed
     FROM unnest($1::int[]) WITH ORDINALITY AS timed (duration_us, place) ORDER BY place`,
    [durations],
  );
  return rows.map(({ speed }) => speed);
}
