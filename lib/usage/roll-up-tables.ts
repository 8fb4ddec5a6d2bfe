import "server-only";
import type { Granularity } from "@/lib/contracts/usage-fields";

/** What counts are told apart by: everything, or as little as makes them few. */
export type Detail = "whole" | "keys" | "speeds";

/** Minutes are kept whole only: nobody reads many of them. */
export const ROLL_UP_TABLES = {
  minute: { whole: "usage_minutes", keys: "usage_minutes", speeds: "usage_minutes" },
  hour: { whole: "usage_hours", keys: "usage_key_hours", speeds: "usage_speed_hours" },
  day: { whole: "usage_days", keys: "usage_key_days", speeds: "usage_speed_days" },
} as const satisfies Record<Granularity, Record<Detail, string>>;

/** The roll-up of hours or days is whole before this moment; a subquery. */
export function horizonOf(unit: "hour" | "day"): string {
  return `(SELECT until FROM usage_horizons WHERE unit = '${unit}')`;
}
